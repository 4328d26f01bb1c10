import { createContext, useContext, useEffect, useReducer } from 'react';
import type { Outcome } from '../../shared/answers.ts';
import { go, startPlace, type Move, type Place } from './page.ts';
import { useStation, useStore } from './station-context.ts';

export const PlaceContext = createContext<{ readonly place: Place; readonly move: (move: Move) => void } | null>(null);

/** Which page is shown, and what leads to another. */
export function usePlace(): { readonly place: Place; readonly move: (move: Move) => void } {
  const known = useContext(PlaceContext);
  if (known === null) throw new Error('there is no place around this component');
  return known;
}

/** Where an answer leads: to the paper or the figures that were asked for; from home, to the journey of the slip that was scanned. */
function shownFor({ code, order_id: order, paper }: Outcome, isHome: boolean): Move | undefined {
  if (code === 'print.preview' && paper !== undefined) return { to: 'paper', order: null, paper };
  if (code === 'figures.shown') return { to: 'figures' };
  if (code === 'order.journey' && order !== undefined && isHome) return { to: 'journey', order };
  return undefined;
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
  useEffect(
    () =>
      store.onAnswer(({ outcome }) => {
        const to = 'code' in outcome ? shownFor(outcome, store.get().station?.view.kind === 'home') : undefined;
        if (to !== undefined) move(to);
      }),
    [store],
  );
  return { place, move };
}
