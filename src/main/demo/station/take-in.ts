import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Delivery, Expected } from '../shop/deliveries.ts';
import type { Finished, Program } from './program.ts';

/** A line of `pickspan intake` (INTERFACES 1). */
export interface IntakeAnswer {
  readonly result: string;
  readonly order_id: string | null;
  readonly event_id: string | null;
  readonly type: string | null;
  readonly linked: boolean;
  readonly reason?: string;
  readonly path?: string;
  readonly line?: number;
}

/** One event as it was sent, and what the station said to it. */
export interface TakenIn {
  readonly delivery: string;
  readonly expected: Expected | undefined;
  readonly answer: IntakeAnswer | undefined;
  /** What was wrong with the delivery as a whole. */
  readonly problem?: string;
}

/** Hands a delivery to the station: as a file, on standard input, or over HTTP. */
export async function takeIn(program: Program, folder: string, delivery: Delivery): Promise<TakenIn[]> {
  const { name, via, text, expected } = delivery;
  const file = join(folder, 'demo-input', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const finished =
    via === 'http'
      ? await post(folder, text)
      : await program.run(['intake', via === 'file' ? file : '-'], via === 'file' ? '' : text);
  const answers = finished.lines.map((line) => JSON.parse(line) as IntakeAnswer);
  const refuses = expected.some(({ result }) => result === 'refused');
  const taken: TakenIn[] = Array.from({ length: Math.max(answers.length, expected.length) }, (_, index) => ({
    delivery: name,
    expected: expected[index],
    answer: answers[index],
  }));
  if (finished.exit === (refuses ? 1 : 0)) return taken;
  const problem = `intake of ${name} ended with ${finished.exit}: ${finished.complaints}`;
  return [{ delivery: name, expected: undefined, answer: undefined, problem }, ...taken];
}

/** One event to the door that the running station has opened; told in the terms of `intake`. */
async function post(folder: string, event: string): Promise<Finished> {
  const [port, token] = ['http-port', 'http-token'].map((name) => readFileSync(join(folder, name), 'utf8').trim());
  const response = await fetch(`http://127.0.0.1:${port}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' },
    body: event,
  });
  const said = await response.text();
  const answered = response.status === 200 || response.status === 422;
  const exit = response.status === 200 ? 0 : 1;
  return { exit, lines: answered ? [said] : [], complaints: answered ? '' : `${response.status}: ${said}` };
}

export function isAsExpected({ expected, answer }: TakenIn): boolean {
  return (
    expected !== undefined &&
    answer !== undefined &&
    answer.result === expected.result &&
    // Whose order a refused event was, it may not have been possible to read.
    (answer.result === 'refused' || answer.order_id === expected.orderId) &&
    answer.reason === expected.reason &&
    answer.path === expected.path
  );
}
