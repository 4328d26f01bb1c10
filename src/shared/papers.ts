import type { PrinterProblem } from './facts.ts';

/* What a window is told of paper: what was asked for, and a picture of it. */

export type PrintState = 'queued' | 'sending' | 'sent' | 'confirmed' | 'unknown' | 'cancelled';

/** A document of the print queue. */
export interface PaperEntry {
  readonly id: number;
  /** `label`, `slip`, ... */
  readonly document: string;
  readonly order_id: string | null;
  readonly parcel: number | null;
  readonly copy: number;
  readonly state: PrintState;
  readonly printer: string;
  /** When it was asked for, ISO 8601 UTC. */
  readonly at: string;
  /** It is the last of its kind for its parcel: what lies on the bench, or should. */
  readonly newest: boolean;
}

/** What is shown for a scan of `PS:PREVIEW`, an order or a printer: paper, and which one was meant. */
export interface Papers {
  readonly shown: number | null;
  readonly papers: readonly PaperEntry[];
}

/**
 * `gone`: no such paper; `carrier`: the carrier's own bytes, which only a printer can draw; `undrawable`: its data
 * cannot be drawn.
 */
export type Preview =
  | { readonly ok: true; /** Base64. */ readonly png: string }
  | { readonly ok: false; readonly why: 'gone' | 'carrier' | 'undrawable' };

/** What came of a test print: the state of its job after a few seconds, and what keeps its printer from printing. */
export interface TestPrinted {
  /** Null where there is no such printer. */
  readonly state: PrintState | null;
  readonly problem: PrinterProblem | null;
}
