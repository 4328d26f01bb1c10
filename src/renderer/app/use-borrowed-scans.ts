import { useEffect, useEffectEvent } from 'react';
import { useStore } from './station-context.ts';
import type { Borrower } from './store.ts';

/** Takes what is scanned while it is asked for: it is no input of the work then, and leaves the page where it is. */
export function useBorrowedScans(take: Borrower): void {
  const store = useStore();
  const taken = useEffectEvent(take);
  useEffect(() => store.borrowScans((text) => taken(text)), [store]);
}
