import { createHash } from 'node:crypto';
import type { Clock } from '../database/clock.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { isStorageFault } from '../database/storage-fault.ts';
import { CONTENT_TYPES } from './documents.ts';
import type { PrintJob, PrintJobs } from './jobs.ts';
import { ThreadEnded } from '../threads/asked-thread.ts';
import type { PrintPort, ReadyJob, Render } from './port.ts';
import type { JobOutcome } from './results.ts';

/** How long a printer that did not print is left alone, in milliseconds: twice as long each time. */
export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
}

export const BACK_OFF: BackOff = { firstMs: 1000, longestMs: 30_000 };

export interface Writer {
  /** Goes on with what is queued, unless the printer is left alone. */
  start(): void;
  /** Leaves it alone no longer. */
  retry(): void;
  /** Resolves once nothing goes on by itself: all is out, or the printer is left alone. */
  idle(): Promise<void>;
  /** Takes no further job; what is under way goes on until `signal` ends it. */
  stop(): void;
}

/** The one writer of a printer: its jobs in their order, each made ready and stored before any of it is sent. */
export function createWriter(parts: {
  readonly port: PrintPort;
  readonly jobs: PrintJobs;
  readonly render: Render;
  readonly clock: Clock;
  readonly backOff: BackOff;
  readonly signal: AbortSignal;
  readonly finish: (job: PrintJob, outcome: JobOutcome, startMs: number) => void;
  /** Told of each document that went out. */
  readonly out: () => void;
  /** Told of what is a bug. */
  readonly report: (error: unknown) => void;
}): Writer {
  const { port, jobs, render, clock, backOff, signal, finish } = parts;
  let running: Promise<void> | undefined;
  let startedAgain = false;
  let stopped = false;
  let failures = 0;
  let pause: NodeJS.Timeout | undefined;
  /** What is known of a document by now and could not be written, because the disk is full. */
  let unwritten: (() => void) | undefined;

  function settle(write: () => void): void {
    unwritten = write;
    write();
    unwritten = undefined;
  }

  /** The bytes for this printer: those that are stored, else made now and stored. */
  async function bytesOf(job: PrintJob, data: unknown): Promise<Uint8Array> {
    const form = port.form(job.document);
    const stored = jobs.bytes(job.id);
    if (stored?.language === form.language && (stored.dpi === form.dpi || form.language === 'pdf')) return stored.bytes;
    const bytes = await render({ document: job.document, data, copy: job.copy }, form);
    if (signal.aborted) throw new ThreadEnded('the station stops');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    jobs.storeBytes(job.id, { ...form, bytes, contentType: CONTENT_TYPES[form.language], sha256 });
    return bytes;
  }

  /** @returns undefined where it is this printer's no more; else whether the printer took it. */
  async function send(job: PrintJob): Promise<boolean | undefined> {
    const data: unknown = JSON.parse(job.data);
    let bytes: Uint8Array;
    try {
      bytes = await bytesOf(job, data);
    } catch (error) {
      if (error instanceof ThreadEnded || isStorageFault(error)) throw error;
      const reason = reasonOf(error);
      parts.report(error);
      const atMs = clock.now();
      settle(() => finish(job, { result: 'undrawable', reason }, atMs));
      return true;
    }
    if (stopped || !jobs.start(job.id, port.name)) return undefined;
    const ready: ReadyJob = {
      id: job.id,
      document: job.document,
      copy: job.copy,
      data,
      bytes,
      named: (systemJob) => jobs.setSystemJob(job.id, systemJob),
    };
    const startMs = clock.now();
    const outcome = await port.print(ready, signal);
    // Closed already: at the next start it is a job that was half-sent.
    if (signal.aborted && isClosed()) return undefined;
    settle(() => finish(job, outcome, startMs));
    if (outcome.result === 'sent' || outcome.result === 'confirmed') parts.out();
    return outcome.result !== 'not-sent';
  }

  const isClosed = (): boolean => stopped && signal.reason === CLOSED;

  /** What the system may still print of those that nobody knows of: taken back before anything is printed again. */
  async function withdraw(): Promise<boolean> {
    if (port.withdraw === undefined) return true;
    for (const job of jobs.inSystem(port.name)) {
      if (job.system_job === null) continue;
      if (!(await port.withdraw(job.system_job))) return false;
      if (signal.aborted) return false;
      jobs.setSystemJob(job.id, null);
    }
    return true;
  }

  async function work(): Promise<void> {
    if (unwritten !== undefined) settle(unwritten);
    if (!(await withdraw())) return leaveAlone();
    for (;;) {
      const job = stopped ? undefined : jobs.next(port.name);
      if (job === undefined) return;
      const taken = await send(job);
      if (taken === false) return leaveAlone();
      if (taken === true) failures = 0;
    }
  }

  async function run(): Promise<void> {
    do {
      startedAgain = false;
      try {
        await work();
      } catch (error) {
        // What is cut off by the end of the station is no bug.
        if (stopped) break;
        if (!isStorageFault(error)) parts.report(error);
        // A full disk, or a thread that died: the paper waits, and is tried again.
        leaveAlone();
      }
    } while (startedAgain && pause === undefined);
    running = undefined;
  }

  function leaveAlone(): void {
    if (stopped) return;
    const ms = Math.min(backOff.longestMs, backOff.firstMs * 2 ** failures);
    failures += 1;
    pause = setTimeout(() => {
      pause = undefined;
      writer.start();
    }, ms);
    pause.unref();
  }

  const writer: Writer = {
    start() {
      if (stopped || pause !== undefined) return;
      if (running !== undefined) {
        startedAgain = true;
        return;
      }
      running = run();
    },
    retry() {
      clearTimeout(pause);
      pause = undefined;
      failures = 0;
      writer.start();
    },
    async idle() {
      for (let under = running; under !== undefined; under = running) await under;
    },
    stop() {
      stopped = true;
      clearTimeout(pause);
      pause = undefined;
    },
  };
  return writer;
}

/** Why a signal was aborted: the database is shut, nothing may be written any more. */
export const CLOSED = Symbol('closed');
