import { COMMAND_LIST } from '../../shared/command-list.ts';
import { SCANNER_DEFAULTS } from '../../shared/scanner-settings.ts';
import { attachScanner } from '../scanner/attach-scanner.ts';
import type { Scan } from './scan.ts';
import type { Store } from './store.ts';

/** Escape is not among them: it closes dialogs, which is what it is for. */
const FUNCTION_KEYS = new Set<string>(COMMAND_LIST.map(({ hotkey }) => hotkey).filter((key) => key.startsWith('F')));

/**
 * Brings everything that keys mean to the store. Before every other listener of the window, so that the keys of a scan
 * reach nothing else.
 */
export function listenToScanner(target: Window, store: Store): void {
  attachScanner(target, SCANNER_DEFAULTS, (message) => {
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
  // A browser searches, reloads and shows its menu on these; here they are the terminal's own.
  target.addEventListener('keydown', (event) => {
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
    if (FUNCTION_KEYS.has(key) && !ctrlKey && !altKey && !metaKey && !shiftKey) event.preventDefault();
  });
}

const scanOf = (read: Pick<Scan, 'text' | 'startedMs'> & { readonly endedMs: number }): Scan => ({
  text: read.text,
  entry: 'scan',
  startedMs: read.startedMs,
  endedMs: read.endedMs,
});
