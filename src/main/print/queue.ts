import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../database/clock.ts';
import type { Tracing } from '../trace/tracing.ts';
import type { JobState, PrintJob, PrintJobs } from './jobs.ts';
import type { PrintPort } from './port.ts';
import type { PrinterStore } from './printer-store.ts';
import type { RenderHost } from './render-host.ts';
import { createResults } from './results.ts';
import { BACK_OFF, CLOSED, createWriter, type BackOff, type Writer } from './writer.ts';

export interface Printing {
  /** Sends what is queued, each printer for itself, after this turn; returns at once. */
  start(): void;
  /** Printers that were left alone are tried at once. */
  retry(): void;
  /** Nobody wants a document that waits: in the transaction of whoever asks, and told under the operator's name. */
  cancel(job: PrintJob, by: { readonly operatorId: string | null; readonly nowMs: number }): void;
  /** Resolves once nothing goes on by itself. @returns how many documents went out since it was asked last. */
  settled(): Promise<number>;
  /** Waits for the folder to have what is on its way there; starts nothing that was not asked for. */
  underWay(): Promise<void>;
  /** Waits for a job's result, at most so long. @returns its state then. */
  resultOf(job: number, patienceMs: number): Promise<JobState | undefined>;
  /** Finishes what is under way, within a short patience; what then is under way still is cut off and may be `unknown`. */
  stop(): Promise<void>;
  /** At once and without a word: the database is about to be shut. */
  close(): void;
}

/** A folder takes its paper in a moment, but many of them take several; a printer may be in the middle of a label. */
const LOCAL_PATIENCE_MS = 10_000;
const PRINTER_PATIENCE_MS = 3000;

/**
 * The print queue: durable, in order for each printer, every printer for itself. It runs beside the work: no printer ever
 * holds up a scan, and the result of a job and its span are one transaction of their own.
 */
export function createPrinting(options: {
  readonly db: Database;
  readonly jobs: PrintJobs;
  readonly ports: readonly PrintPort[];
  readonly printers: PrinterStore;
  readonly renderHost: RenderHost;
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
  readonly backOff?: BackOff | undefined;
}): Printing {
  const { jobs, ports, renderHost, clock, report, backOff = BACK_OFF } = options;
  const { finish, cancel } = createResults(options);
  const cut = new AbortController();
  let out = 0;
  const writers = new Map<PrintPort, Writer>(
    ports.map((port) => [
      port,
      createWriter({
        port,
        jobs,
        render: renderHost.render,
        clock,
        backOff,
        signal: cut.signal,
        finish,
        out: () => (out += 1),
        report,
      }),
    ]),
  );
  let soon: NodeJS.Immediate | undefined;
  let stopped = false;

  const each = (act: (writer: Writer) => void): void => {
    for (const writer of writers.values()) act(writer);
  };
  const allIdle = async (): Promise<void> => {
    await Promise.all([...writers.values()].map((writer) => writer.idle()));
  };
  const now = (): void => {
    clearImmediate(soon);
    soon = undefined;
    if (!stopped) each((writer) => writer.start());
  };

  return {
    start() {
      soon ??= setImmediate(now);
    },
    retry() {
      if (!stopped) each((writer) => writer.retry());
    },
    cancel,
    async settled() {
      now();
      await allIdle();
      const before = out;
      out = 0;
      return before;
    },
    async underWay() {
      if (soon !== undefined) now();
      const local = [...writers].filter(([port]) => port.repeatable).map(([, writer]) => writer.idle());
      await Promise.race([Promise.all(local), wait(LOCAL_PATIENCE_MS, undefined, { ref: false })]);
    },
    async resultOf(job, patienceMs) {
      const deadline = performance.now() + patienceMs;
      const isOpen = (state: JobState | undefined): boolean => state === 'queued' || state === 'sending';
      while (isOpen(jobs.get(job)?.state) && performance.now() < deadline) await wait(50);
      return jobs.get(job)?.state;
    },
    async stop() {
      if (soon !== undefined) now();
      stopped = true;
      const patience = new AbortController();
      const over = (ms: number): Promise<void> =>
        wait(ms, undefined, { signal: patience.signal }).catch(() => undefined);
      const finishing = [...writers].map(async ([port, writer]) => {
        await Promise.race([writer.idle(), over(port.repeatable ? LOCAL_PATIENCE_MS : PRINTER_PATIENCE_MS)]);
        writer.stop();
      });
      await Promise.all(finishing);
      patience.abort();
      cut.abort();
      await allIdle();
      await renderHost.stop();
    },
    close() {
      clearImmediate(soon);
      stopped = true;
      each((writer) => writer.stop());
      if (!cut.signal.aborted) cut.abort(CLOSED);
      void renderHost.stop();
    },
  };
}

/**
 * Jobs that a crash left half-sent. A printer that may print twice leaves them `unknown`, for a person to decide; one
 * that overwrites what it already has may simply be asked again. What waits for a printer that is no more goes to another.
 */
export function recoverJobs(
  jobs: PrintJobs,
  ports: readonly PrintPort[],
  printerOf: (job: PrintJob) => string,
  nowMs: number,
): void {
  const known = new Map(ports.map((port) => [port.name, port]));
  for (const job of jobs.underWay()) {
    const again = known.get(job.printer)?.repeatable === true;
    jobs.finish(job.id, again ? 'queued' : 'unknown', nowMs, 'the station stopped while it was sent');
  }
  for (const job of jobs.queued()) if (!known.has(job.printer)) jobs.move(job.id, printerOf(job));
}
