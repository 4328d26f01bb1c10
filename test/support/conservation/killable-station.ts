import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ask } from '../../../src/main/control/client.ts';
import type { IntakeResult } from '../../../src/main/orders/intake.ts';
import type { Answer, Input } from '../../../src/shared/answers.ts';
import type { View } from '../../../src/shared/views.ts';
import { environmentOf, PROGRAM, startTerminal, type Environment, type Terminal } from '../pickspan.ts';

/** Kills the station so many milliseconds from now. */
export type Kill = number | undefined;

/** A real `pickspan terminal` with its exporter, its HTTP door and its printer, that may be killed at any moment. */
export class KillableStation {
  readonly folder: string;
  readonly #environment: Environment;
  #terminal: Terminal | undefined;
  kills = 0;

  constructor(folder: string, endpoint: string) {
    this.folder = folder;
    this.#environment = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, PICKSPAN_HTTP_PORT: '0' };
  }

  /** @returns what the screen shows when it is ready. */
  async start(): Promise<View> {
    this.#terminal = await startTerminal(this.folder, this.#environment, { sync: true });
    return this.#terminal.ready.view;
  }

  /** Starts it and kills it after a while, wherever it is by then. */
  async startAndKill(afterMs: number): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM, 'terminal'], {
      env: environmentOf(this.folder, this.#environment),
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const gone = once(child, 'exit');
    await wait(afterMs);
    child.kill('SIGKILL');
    await gone;
    this.kills += 1;
  }

  /** The answer; undefined where the station was killed before it said one. It is dead then, or once it was to be killed. */
  async send(input: Input, kill: Kill): Promise<Answer | undefined> {
    const answer = this.#running()
      .send(input)
      .catch((error: unknown) => this.#dead(error, kill));
    await this.#killAfter(kill);
    return answer;
  }

  /** Hands an event over by HTTP: its result, or undefined where the station was killed before it said one. */
  async take(event: unknown, kill: Kill): Promise<IntakeResult | undefined> {
    const read = (name: string): string => readFileSync(join(this.folder, name), 'utf8').trim();
    const result = fetch(`http://127.0.0.1:${read('http-port')}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${read('http-token')}` },
      body: JSON.stringify(event),
    })
      .then((response) => response.json() as Promise<IntakeResult>)
      .catch((error: unknown) => this.#dead(error, kill));
    await this.#killAfter(kill);
    return result;
  }

  /** One try to send all spans, handed to the station; ends when it has, or when the station is killed. */
  async sync(): Promise<unknown> {
    return ask(this.folder, { ask: 'sync', now: true }).catch(() => undefined);
  }

  async kill(): Promise<void> {
    await this.#running().kill('SIGKILL');
    this.#terminal = undefined;
    this.kills += 1;
  }

  async close(): Promise<void> {
    await this.#running().close();
  }

  #running(): Terminal {
    if (this.#terminal === undefined) throw new Error('the station is not running');
    return this.#terminal;
  }

  async #killAfter(kill: Kill): Promise<void> {
    if (kill === undefined) return;
    // A timer of a whole millisecond would never hit what takes half of one.
    const dueMs = performance.now() + kill;
    while (performance.now() < dueMs) await new Promise((resolve) => void setImmediate(resolve));
    await this.kill();
  }

  /** Only who was to be killed may be dead. */
  #dead(error: unknown, kill: Kill): undefined {
    if (kill === undefined) throw error;
  }
}
