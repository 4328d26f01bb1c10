import type { Write } from './delivery-store.ts';
import type { TelemetrySettings } from './endpoint.ts';
import type { SyncResult } from './sync.ts';

/* What the station's thread and the export's say to each other. */

/** The worker data of the export's thread. Its environment is that of the station. */
export interface ExportStart {
  readonly task: 'pickspan export';
  readonly folder: string;
  readonly telemetry: TelemetrySettings;
  /** How often it looks whether the journal has grown, in ms: so many spans of one moment go in one request. */
  readonly lookEveryMs: number;
  /** Least time between two batches of the backlog in the background, in ms. */
  readonly backlogEveryMs: number;
  /** Where spans wait already, the first try comes within this time, in ms. */
  readonly startSpreadMs: number;
}

export type ToExport =
  | { readonly do: 'background' }
  | { readonly do: 'sync'; readonly id: number; readonly now: boolean }
  /** What it asked to be written is committed, and for it to sync; or why it is not. */
  | { readonly do: 'go on'; readonly problem: string | undefined };

/** What came of a sync; `ok` false: nothing was tried, and why. */
export type SyncAnswer =
  | { readonly ok: true; readonly result: SyncResult }
  | { readonly ok: false; readonly problem: string };

export type FromExport =
  | { readonly say: 'write'; readonly write: Write }
  | { readonly say: 'synced'; readonly id: number; readonly answer: SyncAnswer }
  /** The background goes on, but this should not have happened. */
  | { readonly say: 'trouble'; readonly problem: string };

/** Whether a thread was started to export. */
export function isExportStart(data: unknown): data is ExportStart {
  return typeof data === 'object' && data !== null && 'task' in data && data.task === 'pickspan export';
}
