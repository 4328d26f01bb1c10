import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Facts } from '../../shared/facts.ts';
import type { State, Store } from './store.ts';

export const StoreContext = createContext<Store | null>(null);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('there is no store around this component');
  return store;
}

/** A part of what the window knows; the component is drawn again when that part changes. */
export function useStation<Part>(part: (state: State) => Part): Part {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => part(store.get()));
}

/** How the station stands. Only below a screen that has a snapshot. */
export function useFacts(): Facts {
  const facts = useStation(({ station }) => station?.facts);
  if (facts === undefined) throw new Error('no snapshot yet');
  return facts;
}
