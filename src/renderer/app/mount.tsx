import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { StationClient } from '../../shared/contract.ts';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '../look/base.css';
import type { Hid } from '../scanner/hid-devices.ts';
import { watchFaults, windowTracing } from '../trace/window-tracing.ts';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { HidContext, listenToHid } from './hid-at-bench.ts';
import { listenToScanner } from './listen-to-scanner.ts';
import { StoreContext } from './station-context.ts';
import { createStore, type Store } from './store.ts';

/**
 * Draws the station into an element and listens to the scanner of its window.
 * @returns the store: `submit` is the one door for inputs, `onAnswer` tells what came of them.
 */
export function mount(element: Element, client: StationClient): Store {
  const { scans, report } = windowTracing(client);
  const store = createStore(client, scans.begin);
  // First of all listeners: the keys of a scan are nobody else's.
  listenToScanner(window, store);
  const hidAtBench = listenToHid((navigator as Navigator & { readonly hid?: Hid }).hid, store);
  watchFaults(window, report);
  store.onAnswer(scans.answered);
  store.start();
  const root = createRoot(element, { onCaughtError: report, onUncaughtError: report });
  root.render(
    <StrictMode>
      <StoreContext value={store}>
        <HidContext value={hidAtBench}>
          <ErrorBoundary>
            <App />
          </ErrorBoundary>
        </HidContext>
      </StoreContext>
    </StrictMode>,
  );
  return store;
}
