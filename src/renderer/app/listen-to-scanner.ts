import { SCANNER_DEFAULTS } from '../../shared/scanner-settings.ts';
import { attachScanner } from '../scanner/attach-scanner.ts';
import type { Scan } from './scan.ts';
import type { Store } from './store.ts';

/**
 * Brings everything that keys mean to the store. Before every other listener of the window, so that the keys of a scan
 * reach nothing else.
 */
export function listenToScanner(target: Window, store: Store): void {
  let settings = SCANNER_DEFAULTS;
  const scanner = attachScanner(target, settings, (message) => {
    switch (message.kind) {
      case 'scan':
        return store.submit({ ...scanOf(message), doubts: message.doubts });
      case 'incomplete':
      case 'discarded':
        return store.reject(scanOf(message), message.reason);
      case 'key':
        return store.press(message.stroke);
      case 'listening':
        return store.listen(message.on);
    }
  });
  store.subscribe(() => {
    const wanted = store.get().station?.preferences.scanner ?? settings;
    // Taking settings cuts a scan off: only where they are others.
    if (wanted === settings || JSON.stringify(wanted) === JSON.stringify(settings)) return;
    settings = wanted;
    scanner.configure(settings);
  });
  // A browser searches, reloads and shows its menu on function keys; here they are the terminal's own.
  target.addEventListener('keydown', (event) => {
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
    if (/^F\d+$/.test(key) && key !== 'F5' && key !== 'F11' && !ctrlKey && !altKey && !metaKey && !shiftKey)
      event.preventDefault();
  });
}

const scanOf = (read: Pick<Scan, 'text' | 'startedMs'> & { readonly endedMs: number }): Scan => ({
  text: read.text,
  entry: 'scan',
  startedMs: read.startedMs,
  endedMs: read.endedMs,
});
