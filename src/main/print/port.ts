import type { PrintJob } from './jobs.ts';

/** What became of a document: `unknown` when nobody can tell whether it came out. */
export type PrintOutcome =
  | { readonly result: 'sent' | 'confirmed' }
  | { readonly result: 'not-sent' | 'unknown'; readonly reason: string };

/** Where paper goes. A port never throws for what a printer can do wrong. */
export interface PrintPort {
  readonly name: string;
  /** Sending the same job again leaves one document, not two. */
  readonly repeatable: boolean;
  print(job: PrintJob): PrintOutcome;
}
