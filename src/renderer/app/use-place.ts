import { createContext, useContext, useEffect, useReducer } from 'react';
import { go, startPlace, type Move, type Place } from './page.ts';
import { useStation, useStore } from './station-context.ts';

export const PlaceContext = createContext<{ readonly place: Place; readonly move: (move: Move) => void } | null>(null);

/** Which page is shown, and what leads to another. */
export function usePlace(): { readonly place: Place; readonly move: (move: Move) => void } {
  const known = useContext(PlaceContext);
  if (known === null) throw new Error('there is no place around this component');
  return known;
}

/** Keeps the place of a window. What a scanner reads belongs to the work, so it brings the work back. */
export function usePlaceState(): { readonly place: Place; readonly move: (move: Move) => void } {
  const store = useStore();
  const demo = useStation(({ station }) => station?.demo ?? false);
  const [place, move] = useReducer(go, demo, startPlace);
  useEffect(
    () =>
      store.onScan(({ entry }) => {
        if (entry === 'scan' || entry === 'camera') move({ to: 'work' });
      }),
    [store],
  );
  // However it was asked for: by a button, a key, or a printed code.
  useEffect(
    () =>
      store.onAnswer(({ outcome }) => {
        if ('code' in outcome && outcome.code === 'figures.shown') move({ to: 'figures' });
      }),
    [store],
  );
  return { place, move };
}
