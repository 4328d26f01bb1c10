import type { ScannerSettings } from '../../shared/scanner-settings.ts';
import type { Burst } from './burst.ts';
import type { KeyStroke } from './events.ts';

/** How long an armed burst may pause before it counts as broken: longer than any stall seen inside a scan. */
export const SILENCE_MS = 300;
/** For so long after a broken scan whatever comes may be the rest of it. */
export const QUARANTINE_MS = 1500;

export interface ScannerState {
  readonly settings: ScannerSettings;
  readonly listening: boolean;
  /** When the window began to listen, until it is sure that no scan was under way. */
  readonly focusMs: number | undefined;
  readonly burst: Burst | undefined;
  /** An Enter or Space kept back until it is clear that no code follows. */
  readonly heldPress: KeyStroke | undefined;
  readonly altCode: { readonly digits: string; readonly startedMs: number } | undefined;
  /** Keys that are down and whose going down was kept from the page: their going up is too. */
  readonly swallowed: readonly string[];
  /** When the last broken scan broke. */
  readonly brokenMs: number | undefined;
  /** The last key that was taken for a person's: a scan soon after it may lack its beginning. */
  readonly stray: Stray | undefined;
  readonly scanEndMs: number | undefined;
}

interface Stray {
  readonly t: number;
  /** It typed a character: a code may have begun with it. */
  readonly typed: boolean;
  /** What was typed outside of any field, key by key; a whole code there is a scanner slower than it is set up. */
  readonly text: string;
  readonly startedMs: number;
}

export function startScanner(settings: ScannerSettings): ScannerState {
  return {
    settings,
    listening: false,
    focusMs: undefined,
    burst: undefined,
    heldPress: undefined,
    altCode: undefined,
    swallowed: [],
    brokenMs: undefined,
    stray: undefined,
    scanEndMs: undefined,
  };
}

/** When the next `tick` is due if no key comes before; undefined while nothing is pending. */
export function deadline({ burst, heldPress, focusMs, settings }: ScannerState): number | undefined {
  const due = [
    burst === undefined ? undefined : burst.activityMs + (burst.armed ? SILENCE_MS : settings.gapMs),
    heldPress === undefined ? undefined : heldPress.t + settings.gapMs,
    focusMs === undefined ? undefined : focusMs + settings.gapMs,
  ].filter((time) => time !== undefined);
  return due.length === 0 ? undefined : Math.min(...due) + 1;
}
