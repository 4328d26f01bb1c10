import type { Document, Dpi, Language } from './documents.ts';
import type { PrinterProblem } from '../../shared/facts.ts';

/**
 * What became of a document. `not-sent`: nothing of it reached the printer, it may be sent again. `unknown`: some of it
 * did, and nobody but a person can say whether it came out; it is never sent again by itself. `sent`: the printer took
 * all of it and says nothing. `confirmed`: the printer says that it has printed it.
 */
export type PrintOutcome =
  | { readonly result: 'sent' | 'confirmed' }
  | { readonly result: 'not-sent' | 'unknown'; readonly problem: PrinterProblem; readonly reason: string };

/** A document with its bytes, as a printer takes it. */
export interface ReadyJob {
  readonly id: number;
  readonly document: Document;
  readonly copy: number;
  readonly data: unknown;
  readonly bytes: Uint8Array;
  /** Told the name under which the system's queue has it, before anything can print. */
  readonly named: (systemJob: string) => void;
}

/** silent: takes connections and says nothing of itself. unused: a folder that is not there yet. */
export type PrinterStands = 'connects' | 'silent' | 'ready' | 'takes_jobs' | 'takes_paper' | 'unused';

/** How a printer stands when it is asked: nothing is printed. */
export type PrinterCheck =
  | { readonly ok: true; readonly stands: PrinterStands }
  | { readonly ok: false; readonly problem: PrinterProblem; readonly reason: string };

/** A language and a resolution. */
export interface Form {
  readonly language: Language;
  readonly dpi: Dpi;
  /** Of a picture: the language that the paper itself is printed in, by which its size is chosen. */
  readonly of?: Language;
}

/** Where paper goes. Nothing a printer can do wrong makes a port throw. */
export interface PrintPort {
  readonly name: string;
  /** In what form it takes a document. */
  form(document: Document): Form;
  /** Sending the same job again leaves one document, not two. */
  readonly repeatable: boolean;
  /** @param signal the station stops: what can be ended is ended, and what came of it is told. */
  print(job: ReadyJob, signal: AbortSignal): Promise<PrintOutcome>;
  check(): Promise<PrinterCheck>;
  /** Takes a job back that the system may print later by itself. @returns false where that could not be made sure. */
  withdraw?(systemJob: string): Promise<boolean>;
}

/** A job's bytes in a printer's language. */
export type Render = (
  job: { readonly document: Document; readonly data: unknown; readonly copy: number },
  as: Form,
) => Promise<Uint8Array>;
