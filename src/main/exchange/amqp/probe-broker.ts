import { Connection } from 'rabbitmq-client';
import { errorCode } from '../../database/durable-file.ts';
import { reasonOf } from '../../database/folder-problem.ts';
import { brokerTls } from './broker.ts';
import { changesQueue, CLAIMS_STREAM, EXCHANGE, WORK_QUEUES } from './names.ts';

export type ProbedBroker =
  /** `missing`: exchange and queues that the first start of a station declares. */
  | { readonly ok: true; readonly missing: readonly string[] }
  | { readonly ok: false; readonly fault: string; readonly because: string };

const PATIENCE_MS = 5000;

/** Connects and asks for what a station of the floor needs. Nothing is declared, taken or published. */
export async function probeBroker(options: {
  readonly url: string;
  readonly caFile: string | undefined;
  readonly stationId: string;
}): Promise<ProbedBroker> {
  const connection = new Connection({
    url: options.url,
    connectionName: `pickspan ${options.stationId} doctor`,
    connectionTimeout: PATIENCE_MS,
    acquireTimeout: PATIENCE_MS,
    retryLow: 60_000,
    ...brokerTls(options),
  });
  const failed = new Promise<never>((_, reject) => {
    connection.on('error', (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))));
  });
  try {
    await Promise.race([connection.onConnect(PATIENCE_MS, true), failed]);
    const queues = [...Object.values(WORK_QUEUES).flat(), changesQueue(options.stationId), CLAIMS_STREAM];
    const missing = [];
    if (!(await isThere(connection.exchangeDeclare({ exchange: EXCHANGE, passive: true })))) missing.push(EXCHANGE);
    for (const queue of queues)
      if (!(await isThere(connection.queueDeclare({ queue, passive: true })))) missing.push(queue);
    return { ok: true, missing };
  } catch (error) {
    return { ok: false, fault: errorCode(error), because: reasonOf(error) };
  } finally {
    failed.catch(() => undefined);
    connection.unsafeDestroy();
  }
}

async function isThere(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (errorCode(error) === 'NOT_FOUND') return false;
    throw error;
  }
}
