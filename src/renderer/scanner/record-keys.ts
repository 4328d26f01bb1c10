import { strokeOf } from './attach-scanner.ts';
import type { KeyStroke } from './events.ts';

/*
 * While a scanner is set up its keys are wanted as they come, before anything makes a scan of them. The listeners stand
 * on the window from the moment this file is loaded, so that they come before the scanner's own, whoever attaches that.
 */

let recorder: ((stroke: KeyStroke) => void) | undefined;

function record(event: KeyboardEvent): void {
  if (recorder === undefined || !event.isTrusted) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  recorder(strokeOf(event, null));
}

window.addEventListener('keydown', record, { capture: true });
window.addEventListener('keyup', record, { capture: true });

/**
 * Hands every key to the listener, and to nobody else, until what is returned is called.
 */
export function recordKeys(listener: (stroke: KeyStroke) => void): () => void {
  recorder = listener;
  return () => {
    if (recorder === listener) recorder = undefined;
  };
}
