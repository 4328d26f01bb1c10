import { SCANNER_PAGE } from '../../shared/hid-pos.ts';
import { followHid, type FollowedHid, type Hid, type ReportListener } from './hid-devices.ts';
import { feedHidPos, type HidPosOutput, type HidPosState } from './hid-pos.ts';

/* Scanners in HID-POS mode. */

/** Of the report with the decoded data. */
const SCAN_REPORT = 2;
/** A continued code that is not continued is told then, ms. */
const TICK_MS = 1100;

export type HidPosMessage =
  | HidPosOutput
  | { readonly kind: 'unplugged'; readonly text: string }
  /** Which scanners are read now, by their names. */
  | { readonly kind: 'connected'; readonly names: readonly string[] };

/** @param onMessage called at once and in order */
export function attachHidPos(hid: Hid, onMessage: (message: HidPosMessage) => void): FollowedHid {
  return followHid(hid, SCANNER_PAGE, {
    listener: () => scanListener(onMessage),
    connected: (names) => onMessage({ kind: 'connected', names }),
    unplugged: (text) => onMessage({ kind: 'unplugged', text }),
  });
}

function scanListener(onMessage: (message: HidPosOutput) => void): ReportListener {
  let state: HidPosState | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const feed = (report: Uint8Array | undefined): void => {
    clearTimeout(timer);
    const fed = feedHidPos(state, report, performance.now());
    ({ state } = fed);
    for (const output of fed.outputs) onMessage(output);
    if (state !== undefined) timer = setTimeout(feed, TICK_MS, undefined);
  };
  return {
    // Another report has a layout that is not known: said aloud like every other.
    report: (id, bytes) => feed(id === SCAN_REPORT ? bytes : new Uint8Array()),
    end: () => clearTimeout(timer),
  };
}
