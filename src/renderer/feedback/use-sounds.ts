import { useEffect } from 'react';
import { useStore } from '../app/station-context.ts';
import { play } from './sounds.ts';

/** Lets every answer be heard, also where two come between two frames. */
export function useSounds(): void {
  const store = useStore();
  useEffect(
    () =>
      store.onAnswer(({ outcome }) => {
        const { muted, volume } = store.get().station?.preferences ?? { muted: false, volume: 1 };
        if (!muted && volume > 0) play(outcome.sound, volume, 'slot' in outcome ? outcome.slot : undefined);
      }),
    [store],
  );
}
