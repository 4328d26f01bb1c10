import type { Entry } from '../../shared/answers.ts';
import type { DeviceFailure } from '../../shared/contract.ts';
import type { Doubt, ScannerOutput } from '../scanner/events.ts';
import type { HidPosOutput } from '../scanner/hid-pos.ts';

/** One input of the worker, as whatever read it hands it over. Times are `performance.now()`. */
export interface Scan {
  readonly text: string;
  readonly entry: Entry;
  /** At the first key of a scan, or at the press. */
  readonly startedMs: number;
  /** At the last key of a scan; a press has no length. */
  readonly endedMs?: number;
  /** Reasons to look twice, should the station refuse it. */
  readonly doubts?: readonly Doubt[];
}

/** Why a scan was never handed to the station. */
export type Broken =
  | Extract<ScannerOutput | HidPosOutput, { kind: 'incomplete' | 'discarded' }>['reason']
  | DeviceFailure;

/** The trace context of the span that an input is part of. */
export interface ScanContext {
  readonly traceparent: string;
}
