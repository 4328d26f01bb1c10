import { useEffectEvent, useLayoutEffect } from 'react';
import { useStore } from './station-context.ts';
import type { Borrower } from './store.ts';

/** Takes what is scanned while it is asked for: it is no input of the work then, and leaves the page where it is. */
export function useBorrowedScans(take: Borrower): void {
  const store = useStore();
  const taken = useEffectEvent(take);
  // From the first frame that asks for it: whoever sees the question may scan at once.
  useLayoutEffect(() => store.borrowScans((text) => taken(text)), [store]);
}
