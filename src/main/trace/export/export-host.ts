import type { Database } from 'better-sqlite3';
import { dirname } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { reasonOf } from '../../database/folder-problem.ts';
import { endThread } from '../../threads/end-thread.ts';
import { startThread } from '../../threads/start-thread.ts';
import { deliveryStore, type Write } from './delivery-store.ts';
import type { ExportStart, FromExport, SyncAnswer, ToExport } from './export-messages.ts';

export interface ExportHostOptions {
  /** The connection of the one writer, open until `stop` has resolved. */
  readonly db: Database;
  readonly telemetry: ExportStart['telemetry'];
  readonly environment: NodeJS.ProcessEnv;
  /** Told in words of what should not have happened. */
  readonly trouble?: (problem: string) => void;
  /** Told what came of delivering, once it is committed. */
  readonly wrote?: (write: Write) => void;
  readonly lookEveryMs?: number;
  readonly backlogEveryMs?: number;
  readonly startSpreadMs?: number;
}

export interface ExportHost {
  /** One unthrottled try for all that may be sent now; `now`: also for what is parked or under a Retry-After. */
  sync(now: boolean): Promise<SyncAnswer>;
  /** Sends from now on what is journaled, whenever the endpoint takes it. */
  startBackground(): void;
  /** At once: a request under way is cut off and counts as not sent. Safe to call twice. */
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 1000;
const BACKLOG_EVERY_MS = 500;
/** After a power cut every station of a hall starts in the same second. */
const START_SPREAD_MS = 5000;
const RESTART_AFTER_MS = 60_000;
const STOPPED: SyncAnswer = { ok: false, problem: 'the station was closed meanwhile' };

/**
 * The export, seen from the station: one thread beside it that sends, started when it is first needed. Here only the
 * small writes are done that it asks for. It never keeps the process alive, but for a sync that somebody waits for.
 */
export function createExportHost(options: ExportHostOptions): ExportHost {
  const { db, telemetry, environment, trouble, wrote } = options;
  const store = deliveryStore(db);
  const asked = new Map<number, (answer: SyncAnswer) => void>();
  let lastId = 0;
  let running: Promise<Worker> | undefined;
  let current: Worker | undefined;
  let restart: NodeJS.Timeout | undefined;
  let inBackground = false;
  let stopped = false;

  async function start(): Promise<Worker> {
    // An import that the bundler makes a file of its own, which then knows its address.
    const { exportWorkerUrl } = await import('./export-worker.ts');
    const data: ExportStart = {
      task: 'pickspan export',
      folder: dirname(db.name),
      telemetry: structuredClone(telemetry),
      lookEveryMs: options.lookEveryMs ?? LOOK_EVERY_MS,
      backlogEveryMs: options.backlogEveryMs ?? BACKLOG_EVERY_MS,
      startSpreadMs: options.startSpreadMs ?? START_SPREAD_MS,
    };
    const worker = startThread(exportWorkerUrl, { name: 'export', data, environment });
    worker.on('message', (message: FromExport) => hear(worker, message));
    worker.on('error', (error) => trouble?.(reasonOf(error)));
    worker.once('exit', () => {
      if (worker === current) gone();
    });
    current = worker;
    return worker;
  }

  /** One that could not be started is tried anew with the next sync. */
  const thread = (): Promise<Worker> =>
    (running ??= start().catch((error: unknown) => {
      running = undefined;
      throw error;
    }));

  function apply(write: Write): void {
    // The thread syncs it: a scan that comes meanwhile waits for its own commit only.
    store.applyUnsynced(write);
    wrote?.(write);
  }

  const tell = (worker: Worker, message: ToExport): void => worker.postMessage(message);

  function hear(worker: Worker, message: FromExport): void {
    if (stopped) return;
    if (message.say === 'write') tell(worker, { do: 'go on', problem: problemOf(() => apply(message.write)) });
    else if (message.say === 'trouble') trouble?.(message.problem);
    else asked.get(message.id)?.(message.answer);
  }

  /** Not of our doing: a fault of the thread must not end the export for the rest of the shift. */
  function gone(): void {
    running = undefined;
    current = undefined;
    for (const answer of asked.values()) answer({ ok: false, problem: 'the export ended unexpectedly' });
    if (inBackground && !stopped) restart = setTimeout(startBackground, RESTART_AFTER_MS).unref();
  }

  function startBackground(): void {
    if (stopped) return;
    inBackground = true;
    thread()
      .then((worker) => tell(worker, { do: 'background' }))
      .catch((error: unknown) => trouble?.(reasonOf(error)));
  }

  async function sync(now: boolean): Promise<SyncAnswer> {
    if (stopped) return STOPPED;
    const worker = await thread();
    lastId += 1;
    const id = lastId;
    const answered = new Promise<SyncAnswer>((resolve) => asked.set(id, resolve));
    worker.ref();
    tell(worker, { do: 'sync', id, now });
    const answer = await answered;
    asked.delete(id);
    if (asked.size === 0) await (inBackground ? worker.unref() : end(worker));
    return answer;
  }

  async function end(worker: Worker): Promise<void> {
    running = undefined;
    current = undefined;
    worker.removeAllListeners('message');
    // What is under way counts as not sent.
    await endThread(worker);
  }

  return {
    sync,
    startBackground,
    async stop() {
      stopped = true;
      clearTimeout(restart);
      for (const answer of asked.values()) answer(STOPPED);
      // One that could not be started needs no end; whoever wanted it was told.
      const worker = await running?.catch(() => undefined);
      if (worker !== undefined) await end(worker);
    },
  };
}

function problemOf(write: () => void): string | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
