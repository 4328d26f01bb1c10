import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from 'rabbitmq-client';
import type { Answer } from '../../../src/shared/answers.ts';
import { dataFolderWith } from '../folder.ts';
import { accept, startTerminal, type Environment, type Terminal } from '../pickspan.ts';

/* Stations of one floor, each a process of its own, with a broker between them. */

export interface FloorStation {
  readonly folder: string;
  readonly terminal: Terminal;
  readonly env: Environment;
}

export async function startStation(
  id: string,
  roles: readonly string[],
  env: Environment,
  settings: object = {},
): Promise<FloorStation> {
  const folder = dataFolderWith({ station: { id, roles }, ...settings });
  const terminal = await startTerminal(folder, env, { sync: true });
  await accept(terminal, 'PS:OP:w1');
  return { folder, terminal, env };
}

/** Asks again until it is so: what comes over the network comes when it comes. */
export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (const deadline = performance.now() + 110_000; performance.now() < deadline;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await wait(50);
  }
  throw new Error(`never came to be: ${what}`);
}

/** Scans until the station accepts it, as a worker who waits for an order. */
export function scanUntilOk({ terminal }: FloorStation, scan: string): Promise<Answer> {
  return until(`${scan} accepted`, async () => {
    const answer = await terminal.send(scan);
    return answer.ok ? answer : undefined;
  });
}

export type Form = 'structured' | 'binary' | 'bare';

/** Publishes an event as a shop would, in one of the forms that a station reads; resolves when the broker has it. */
export async function publish(
  connection: Connection,
  routingKey: string,
  event: Readonly<Record<string, unknown>>,
  form: Form = 'binary',
): Promise<void> {
  const publisher = connection.createPublisher({ confirm: true });
  const { data, ...attributes } = event;
  const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`cloudEvents:${name}`, value]));
  const to = { exchange: 'fulfillment', routingKey, durable: true };
  if (form === 'structured')
    await publisher.send({ ...to, contentType: 'application/cloudevents+json' }, Buffer.from(JSON.stringify(event)));
  else if (form === 'binary')
    await publisher.send({ ...to, contentType: 'application/json', headers }, Buffer.from(JSON.stringify(data)));
  else await publisher.send({ ...to, contentType: 'application/json' }, Buffer.from(JSON.stringify(data)));
  await publisher.close();
}
