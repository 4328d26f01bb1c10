/*
 * Reports of a scanner in HID-POS mode (usage page 0x8C): bytes instead of keys, so no layout, no focus and no timing.
 *
 * [UNVERIFIED-HW] The layout below is what published code for Honeywell, Zebra and Datalogic reads and what one captured
 * Honeywell report shows; no scanner was at hand. Some models are said to send everything one byte later; that is
 * recognised by where the `]` of the symbology identifier stands. Input report 2, 63 bytes:
 *
 *   [0] length of the data  [1..3] AIM identifier `]cm`  [4..59] data  [60] vendor's code id  [62] not 0: continued
 */

const REPORT_LENGTH = 63;
const DATA_LENGTH = 56;
const BRACKET = 0x5d;
/** Longer than the longest code there is. */
const MAX_LENGTH = 8000;

export type HidPosOutput =
  | { readonly kind: 'scan'; readonly text: string; readonly startedMs: number; readonly endedMs: number }
  | { readonly kind: 'incomplete'; readonly text: string; readonly reason: 'silence' }
  | { readonly kind: 'discarded'; readonly text: string; readonly reason: 'malformed' | 'too-long' };

/** A code of which more is to come. */
export interface HidPosState {
  readonly aim: string;
  readonly data: string;
  readonly startedMs: number;
  readonly lastMs: number;
}

export interface HidPosFed {
  readonly state: HidPosState | undefined;
  readonly outputs: readonly HidPosOutput[];
}

/** How long the next report of a continued code may take. */
const SILENCE_MS = 1000;

/**
 * Takes one input report, or none when the time for it may be over.
 *
 * @param state what the last call returned; undefined at the start
 * @param report the bytes without the report id
 * @param t ms of one clock
 * @returns a scan begins with its AIM identifier when the scanner sent one; bytes are read as Latin-1, GS is U+001D
 */
export function feedHidPos(state: HidPosState | undefined, report: Uint8Array | undefined, t: number): HidPosFed {
  const late = state !== undefined && t - state.lastMs > SILENCE_MS;
  const outputs: HidPosOutput[] = late ? [{ kind: 'incomplete', text: state.aim + state.data, reason: 'silence' }] : [];
  const before = late ? undefined : state;
  if (report === undefined) return { state: before, outputs };
  const part = parseReport(report);
  if (part === undefined) {
    const text = before === undefined ? '' : before.aim + before.data;
    return { state: undefined, outputs: [...outputs, { kind: 'discarded', text, reason: 'malformed' }] };
  }
  const aim = before?.aim ?? part.aim;
  const data = (before?.data ?? '') + part.data;
  const startedMs = before?.startedMs ?? t;
  if (data.length > MAX_LENGTH) {
    return { state: undefined, outputs: [...outputs, { kind: 'discarded', text: aim + data, reason: 'too-long' }] };
  }
  if (part.continued) return { state: { aim, data, startedMs, lastMs: t }, outputs };
  return { state: undefined, outputs: [...outputs, { kind: 'scan', text: aim + data, startedMs, endedMs: t }] };
}

interface Part {
  readonly aim: string;
  readonly data: string;
  readonly continued: boolean;
}

function parseReport(report: Uint8Array): Part | undefined {
  const length = report[0];
  if (report.length !== REPORT_LENGTH || length === undefined || length > DATA_LENGTH) return undefined;
  const shifted = report[1] !== BRACKET && report[2] === BRACKET;
  const from = shifted ? 2 : 1;
  const aim = latin1(report.subarray(from, from + 3));
  // Without an identifier the three bytes are zero; anything else there is a layout that is not known.
  if (!/^\][A-Za-z][0-9A-Za-z]$/.test(aim) && aim !== '\0\0\0') return undefined;
  const data = latin1(report.subarray(from + 3, from + 3 + length));
  return { aim: aim === '\0\0\0' ? '' : aim, data, continued: report[62] !== 0 };
}

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCodePoint(byte)).join('');
