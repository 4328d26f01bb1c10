import type { MessagePort } from 'node:worker_threads';
import { reasonOf } from '../../database/folder-problem.ts';
import { openLogSync } from '../../database/log-sync.ts';
import { openReadOnly } from '../../database/open.ts';
import { listen } from '../../threads/end-thread.ts';
import { giveWay } from '../../threads/give-way.ts';
import { createBackground, type Background } from './background.ts';
import { deliveryCounts } from './delivery-counts.ts';
import { deliveryReader } from './delivery-reader.ts';
import type { Write } from './delivery-store.ts';
import { resolveEndpoint, type Endpoint, type EndpointReading } from './endpoint.ts';
import type { ExportStart, FromExport, SyncAnswer, ToExport } from './export-messages.ts';
import { PARKED_FOR_MS } from './retry-schedule.ts';
import { syncSpans } from './sync.ts';

/** The longest time that setTimeout can wait. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

type Job = Exclude<ToExport, { do: 'go on' }>;

/**
 * The thread of the export: reading, joining, packing and sending happen here, on a read-only connection; what has to be
 * written is asked of the station's thread, the one writer, and waited for. Runs until it is told to end: what was under
 * way then counts as not sent.
 */
export async function runExport(port: MessagePort, start: ExportStart): Promise<void> {
  const jobs: Job[] = [];
  let wake = (): void => undefined;
  let written: { resolve: () => void; reject: (problem: Error) => void } | undefined;
  const say = (message: FromExport): void => port.postMessage(message);

  let closeReader = (): void => undefined;
  const hear = (message: ToExport): void => {
    if (message.do !== 'go on') {
      jobs.push(message);
      wake();
    } else if (message.problem === undefined) {
      // Committed, so no kill takes it back; a power cut before the sync has the spans of that moment sent again.
      log.soon();
      written?.resolve();
    } else written?.reject(new Error(message.problem));
  };
  listen(port, hear, () => closeReader());
  const write = (what: Write): Promise<void> =>
    new Promise((resolve, reject) => {
      written = { resolve, reject };
      say({ say: 'write', write: what });
    });
  const jobOrTime = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, LONGEST_WAIT_MS));
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const trouble = (error: unknown): void => say({ say: 'trouble', problem: reasonOf(error) });
  const db = openReadOnly(start.folder);
  if (db === undefined) throw new Error('the export found no database');
  const log = openLogSync(start.folder, trouble);
  closeReader = () => {
    log.close();
    db.close();
  };
  const parts = { reader: deliveryReader(db), counts: deliveryCounts(db), write, nowMs: Date.now };
  const reading = await resolveEndpoint(start.telemetry, process.env);

  async function sync(now: boolean): Promise<SyncAnswer> {
    if (!reading.ok) return { ok: false, problem: reading.problem };
    const { endpoint } = reading;
    try {
      const result = await syncSpans({ ...parts, endpoint, ignoreNotBefore: now, parkedForMs: PARKED_FOR_MS });
      log.now();
      return { ok: true, result };
    } catch (error) {
      return { ok: false, problem: reasonOf(error) };
    }
  }
  const journalChange = (): unknown => db.pragma('data_version', { simple: true });
  const newBackground = (endpoint: Endpoint): Background =>
    createBackground({
      ...parts,
      ...start,
      endpoint,
      journalChange,
      random: Math.random,
      monotonicMs: () => performance.now(),
      interrupted: () => jobs.length > 0,
      trouble,
    });

  let background: Background | undefined;
  for (;;) {
    const job = jobs.shift();
    if (job?.do === 'sync') {
      say({ say: 'synced', id: job.id, answer: await sync(job.now) });
      background?.afterSync();
    } else if (job?.do === 'background') {
      // From here on nobody waits for it, or hardly ever.
      giveWay('unhurried');
      const endpoint = endpointOf(reading);
      if (endpoint !== undefined) background ??= newBackground(endpoint);
    } else {
      const restMs = background === undefined ? Infinity : await background.step();
      if (jobs.length === 0) await jobOrTime(restMs);
    }
  }
}

const endpointOf = (reading: EndpointReading): Endpoint | undefined => (reading.ok ? reading.endpoint : undefined);
