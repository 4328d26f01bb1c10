import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { KeyStroke } from '../../../src/renderer/scanner/events.ts';

/** Types what a scanner or a person types into a page of a real browser. */
export interface PluggedIn {
  /**
   * Sends the events, at their times as far as `Pace` says.
   * @param aheadMs how far ahead of now the stamps begin: so long the machine may take over the keys. Given, it ends when
   * the last stamp has come; else where stamps are what counts it ends when the page has the keys, which are stamped
   * seconds ahead (`settle` before keys that nobody stamps).
   * @returns the stamp of the last event, in ms of `Date.now()`.
   */
  send(events: readonly KeyStroke[], aheadMs?: number): Promise<number>;
  /** Resolves when all stamps have come. */
  settle(): Promise<void>;
}

/**
 * `stamped`: each event is stamped with the time it is due, as the system stamps them, and keys that follow each other
 * closely go out together: the stamps are what counts, and a test machine too busy to keep them makes no other scan.
 * `timed`: each goes out when it is due at the earliest, and the last key is stamped with the time it went, so that the
 * page's answer can be timed; a stall before it is not the scanner's.
 */
type Pace = 'stamped' | 'timed';

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

/** So long a busy machine may take over the keys of a scan, and they are still one; the station takes no span later. */
const FAR_MS = 2500;

/** Between two scans that are stamped ahead. */
const APART_MS = 250;

/** Stamped events closer than this are one run. */
const TOGETHER_MS = 60;

export async function plugIn(page: Page, pace: Pace = 'stamped'): Promise<PluggedIn> {
  const session = await page.context().newCDPSession(page);
  let lastMs = 0;
  const untilMs = async (ms: number): Promise<void> => {
    if (ms > Date.now()) await sleep(ms - Date.now());
  };
  return {
    settle: () => untilMs(lastMs + APART_MS),
    async send(events, aheadMs) {
      const isFar = aheadMs === undefined && pace === 'stamped';
      if (isFar) await untilMs(lastMs + APART_MS - FAR_MS);
      const startMs = Date.now() + (isFar ? FAR_MS : (aheadMs ?? 0)) - (events[0]?.t ?? 0);
      const until = (t: number): Promise<void> => untilMs(startMs + t);
      const answers: Promise<unknown>[] = [];
      let before = events[0]?.t ?? 0;
      const lastKey = events.findLastIndex(({ kind }) => kind === 'down');
      for (const [index, event] of events.entries()) {
        if (!isFar && event.t - before > (pace === 'timed' ? 0 : TOGETHER_MS)) await until(event.t);
        before = event.t;
        const stampMs = pace === 'timed' && index >= lastKey ? Date.now() : startMs + event.t;
        answers.push(session.send('Input.dispatchKeyEvent', asCdp(event, stampMs)));
      }
      lastMs = startMs + before;
      await Promise.all([...answers, isFar ? undefined : until(before)]);
      return lastMs;
    },
  };
}

/** The parameters of CDP's `Input.dispatchKeyEvent`. */
function asCdp(event: KeyStroke, stampMs: number) {
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
    timestamp: stampMs / 1000,
  };
}
