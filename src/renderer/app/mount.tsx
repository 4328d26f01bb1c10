import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { StationClient } from '../../shared/contract.ts';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../look/base.css';
import { App } from './app.tsx';
import type { Scan, ScanContext } from './input-queue.ts';
import { StoreContext } from './station-context.ts';
import { createStore, type Store } from './store.ts';

/**
 * Draws the station into an element.
 * @param contextOf the trace context that an input travels with.
 * @returns the store: `submit` is the one door for what a scanner reads, `onAnswer` tells what came of it.
 */
export function mount(
  element: Element,
  client: StationClient,
  contextOf?: (scan: Scan) => ScanContext | undefined,
): Store {
  const store = createStore(client, contextOf);
  store.start();
  createRoot(element).render(
    <StrictMode>
      <StoreContext value={store}>
        <App />
      </StoreContext>
    </StrictMode>,
  );
  return store;
}
