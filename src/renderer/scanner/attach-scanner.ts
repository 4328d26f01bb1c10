import type { ScannerSettings } from '../../shared/scanner-settings.ts';
import type { KeyStroke, ScannerEvent, ScannerOutput } from './events.ts';
import { feed } from './feed.ts';
import { isField, rememberField, typeInto } from './field.ts';
import { replayPress } from './replay-press.ts';
import { deadline, startScanner } from './scanner-state.ts';

/** What a screen gets to know; what the adapter settles with the page by itself is left out. */
export type ScannerMessage = Exclude<ScannerOutput, { readonly kind: 'armed' | 'typed' }>;

export interface AttachedScanner {
  /** Takes new settings; a scan under way is cut off. */
  configure(settings: ScannerSettings): void;
  detach(): void;
}

/**
 * Keys reach the page later than they are pressed, with their true times; a timer comes when it is due. So a tick waits
 * this much longer, and longer still when it is so late itself that the page was busy and keys may be queued behind it.
 */
const GRACE_MS = 100;
const LATE_MS = 25;

/**
 * Listens for a keyboard scanner in a window, wherever the focus is. Comes before every other listener of the page
 * only if attached before them.
 *
 * @param onMessage called at once, in order, while the key is being handled: keep it short. Begins
 *   with `listening`. Hotkeys are to be taken from its `key` messages, never from events of their own, or the keys of a
 *   scan would set them off.
 */
export function attachScanner(
  target: Window,
  settings: ScannerSettings,
  onMessage: (message: ScannerMessage) => void,
): AttachedScanner {
  const page = target.document;
  let state = startScanner(settings);
  let restoreField: (() => void) | undefined;
  let pressed: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const handle = (event: ScannerEvent): boolean => {
    const before = state;
    const { state: after, outputs, swallow } = feed(before, event);
    state = after;
    // The first key of a burst has not reached the field yet.
    const begins =
      after.burst !== undefined && (before.burst === undefined || after.burst.startedMs !== before.burst.startedMs);
    if (begins) restoreField = rememberFocused(after.burst.armed);
    for (const output of outputs) tell(output);
    if (after.heldPress !== before.heldPress || (begins && after.heldPress === undefined)) pressed = page.activeElement;
    schedule();
    return swallow;
  };

  const rememberFocused = (armed: boolean): (() => void) | undefined => {
    const field = page.activeElement;
    return !armed && isField(field) ? rememberField(field) : undefined;
  };

  const tell = (output: ScannerOutput): void => {
    if (output.kind === 'armed') {
      restoreField?.();
      restoreField = undefined;
    } else if (output.kind === 'typed') {
      if (isField(page.activeElement)) typeInto(page.activeElement, output.text);
    } else {
      if (output.kind === 'key' && output.replay && pressed !== null && pressed === page.activeElement) {
        replayPress(pressed, output.stroke.key);
      }
      onMessage(output);
    }
  };

  const schedule = (): void => {
    const due = deadline(state);
    if (due === undefined) clearTimeout(timer);
    else tickAt(due + GRACE_MS);
  };

  const tickAt = (due: number): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        const now = performance.now();
        if (now - due > LATE_MS) tickAt(now + GRACE_MS);
        else handle({ kind: 'tick', t: Math.max(now, due) });
      },
      Math.max(0, due - performance.now()),
    );
  };

  const onKey = (event: KeyboardEvent): void => {
    // What a script makes is not a key: not even our own replays.
    if (!event.isTrusted || !handle(strokeOf(event, page.activeElement))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const onBlur = (event: Event): void => void handle({ kind: 'blur', t: event.timeStamp });
  const onFocus = (event: Event): void => void handle({ kind: 'focus', t: event.timeStamp });
  const onVisibility = (event: Event): void => {
    handle({ kind: page.visibilityState === 'visible' && page.hasFocus() ? 'focus' : 'blur', t: event.timeStamp });
  };

  const listeners = new AbortController();
  const options = { capture: true, signal: listeners.signal };
  target.addEventListener('keydown', onKey, options);
  target.addEventListener('keyup', onKey, options);
  // Not captured: focus moving between elements does not bubble up to here.
  target.addEventListener('blur', onBlur, { signal: listeners.signal });
  target.addEventListener('focus', onFocus, { signal: listeners.signal });
  page.addEventListener('visibilitychange', onVisibility, options);
  onMessage({ kind: 'listening', on: false });
  if (page.hasFocus()) handle({ kind: 'focus', t: performance.now() });

  return {
    configure(next) {
      handle({ kind: 'blur', t: performance.now() });
      state = { ...state, settings: next };
      if (page.hasFocus()) handle({ kind: 'focus', t: performance.now() });
    },
    detach() {
      listeners.abort();
      clearTimeout(timer);
    },
  };
}

function strokeOf(event: KeyboardEvent, focused: Element | null): KeyStroke {
  return {
    kind: event.type === 'keydown' ? 'down' : 'up',
    t: event.timeStamp,
    key: event.key,
    code: event.code,
    shift: event.shiftKey,
    ctrl: event.ctrlKey,
    alt: event.altKey,
    altGraph: event.getModifierState('AltGraph'),
    meta: event.metaKey,
    repeat: event.repeat,
    composing: event.isComposing,
    inField: isField(focused),
  };
}
