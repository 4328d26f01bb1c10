import type { OperatorChange } from '../people/store.ts';
import type { Approval } from '../station/operators-desk.ts';
import type { EditParts, SettingsEdit } from '../settings/edit.ts';

/** What another process may ask of the one that has the folder: a line of JSON each way. */
export type ControlRequest =
  | { readonly ask: 'who' }
  | { readonly ask: 'intake'; readonly texts: readonly string[] }
  | { readonly ask: 'inbox' }
  | { readonly ask: 'sync'; readonly now: boolean }
  /** The orders of a station that is gone. */
  | { readonly ask: 'takeover'; readonly station: string; readonly approval?: Approval | undefined }
  | {
      readonly ask: 'operators';
      readonly changes: readonly OperatorChange[];
      readonly expects: 'new' | 'known' | 'any';
    }
  /** The answer's one line is the JSON of what came of it. */
  | {
      readonly ask: 'settings';
      readonly edit: SettingsEdit;
      readonly how: EditParts['how'];
      readonly dryRun: boolean;
    }
  /** A page on a printer; the one line is the JSON of what came of it. */
  | { readonly ask: 'test-print'; readonly printer: string }
  /** A lead's word for an order that waits for one. */
  | {
      readonly ask: 'release';
      readonly order: string;
      readonly reason?: string;
      readonly approval?: Approval | undefined;
    }
  /** A link that opens the station in a browser: no line where it is open in none. */
  | { readonly ask: 'link' };

export interface Who {
  readonly pid: number;
  readonly command: string;
  readonly version: string;
}

/** Lines for the asker to print, and the exit code its command ends with. */
export interface ControlAnswer {
  readonly lines: readonly string[];
  readonly errors: readonly string[];
  readonly exit: number;
}
