import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { KeyStroke } from '../../../src/renderer/scanner/events.ts';

/** Types what a scanner or a person types into a page of a real browser. */
export interface PluggedIn {
  /**
   * Sends the events, each stamped with the time it is due, as the system stamps them. Keys that follow each other
   * closely go out together: the stamps are what counts, and a test machine too busy to keep them makes no other scan.
   */
  send(events: readonly KeyStroke[]): Promise<void>;
}

const VIRTUAL_KEYS: Readonly<Record<string, number>> = {
  Enter: 13,
  Tab: 9,
  Space: 32,
  F8: 119,
  ShiftLeft: 16,
  ControlLeft: 17,
  AltLeft: 18,
  Minus: 189,
  Slash: 191,
  Period: 190,
  Semicolon: 186,
  BracketLeft: 219,
  BracketRight: 221,
};

/** Events closer than this are one run. */
const TOGETHER_MS = 60;

export async function plugIn(page: Page): Promise<PluggedIn> {
  const session = await page.context().newCDPSession(page);
  return {
    async send(events) {
      const startMs = Date.now();
      const firstMs = events[0]?.t ?? 0;
      const answers: Promise<unknown>[] = [];
      for (const [index, event] of events.entries()) {
        const dueMs = startMs + event.t - firstMs;
        const gapMs = event.t - (events[index - 1]?.t ?? firstMs);
        if (gapMs > TOGETHER_MS && dueMs > Date.now()) await sleep(dueMs - Date.now());
        answers.push(session.send('Input.dispatchKeyEvent', asCdp(event, dueMs)));
      }
      await Promise.all(answers);
    },
  };
}

/** The parameters of CDP's `Input.dispatchKeyEvent`. */
function asCdp(event: KeyStroke, dueMs: number) {
  const { key, code, shift, ctrl, alt, meta, repeat } = event;
  const typed = key === 'Enter' ? '\r' : key;
  const types = typed.length === 1 && !ctrl && !alt && !meta;
  return {
    type: event.kind === 'up' ? ('keyUp' as const) : types ? ('keyDown' as const) : ('rawKeyDown' as const),
    key,
    code,
    ...(types && event.kind === 'down' ? { text: typed } : {}),
    windowsVirtualKeyCode: VIRTUAL_KEYS[code] ?? code.replace(/^(?:Key|Digit)/, '').codePointAt(0) ?? 0,
    modifiers: (alt ? 1 : 0) + (ctrl ? 2 : 0) + (meta ? 4 : 0) + (shift ? 8 : 0),
    autoRepeat: repeat,
    timestamp: dueMs / 1000,
  };
}
