import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { OrderState } from '../../../src/shared/order-states.ts';
import type { Input } from '../../../src/shared/answers.ts';
import type { View } from '../../../src/shared/views.ts';
import { rows } from '../database.ts';
import { nextStep } from '../station/next-step.ts';
import type { Action } from '../station/random-work.ts';
import type { Kill, KillableStation } from './killable-station.ts';
import { OutsideLog } from './outside-log.ts';
import type { RandomShop } from './random-shop.ts';
import { mayMove } from './state-machine.ts';

type Event = ReturnType<RandomShop['next']>;

/**
 * Workers and a shop at a station that dies under their hands. They do what people do: whoever got no answer says the
 * same again, under the same id. After each death the screen must be as it was, or as the last input made it.
 */
export class KilledShift {
  readonly log = new OutsideLog();
  readonly #station: KillableStation;
  readonly #shop: RandomShop;
  #view: View | undefined;
  #states = new Map<string, OrderState>();
  #last: Input | undefined;
  #count = 0;

  constructor(station: KillableStation, shop: RandomShop) {
    this.#station = station;
    this.#shop = shop;
  }

  async begin(): Promise<void> {
    this.#view = await this.#station.start();
    await this.#input('PS:OP:w1', undefined);
    for (let orders = 0; orders < 3; orders += 1) await this.tell(this.#shop.order(), undefined);
  }

  /** @param kill in so many ms, counted from the moment the scan is sent. */
  async act(action: Action, kill: Kill): Promise<void> {
    const scan = this.#scanOf(action);
    if (scan !== undefined) await this.#input(scan, kill);
    else if (this.#last !== undefined) await this.#repeat(this.#last, kill);
    this.#checkStates();
  }

  /** The shop says something, in the middle of which the station may die. */
  async tell(event: Event, kill: Kill): Promise<void> {
    this.#noteContexts(event);
    let result = await this.#station.take(event, kill);
    if (kill !== undefined) await this.#station.start();
    result ??= await this.#station.take(event, undefined);
    assert.ok(result !== undefined && 'result' in result, JSON.stringify(result));
    this.log.tell([result]);
    this.#checkStates();
    // What came in may have changed the screen; who asks again under an old id is shown it, and changes nothing.
    if (this.#last !== undefined) await this.#repeat(this.#last, undefined);
  }

  tellNext = (kill: Kill): Promise<void> => this.tell(this.#shop.next(), kill);

  /** Dies while nobody waits for an answer: the screen must be as it was. */
  async die(kill: () => Promise<void>): Promise<void> {
    await kill();
    assert.deepEqual(await this.#station.start(), this.#view);
  }

  /** Does as the screen says until there is nothing left to do. */
  async finish(): Promise<void> {
    for (let steps = 0; !this.#isOver(); steps += 1) {
      if (steps > 2000) assert.fail(`no end: ${JSON.stringify(this.#view)}`);
      await this.act({ kind: 'next', bulk: steps % 2 === 0 }, undefined);
    }
  }

  async #input(scan: string, kill: Kill): Promise<void> {
    const input: Input = { scan, id: `input-${(this.#count += 1)}` };
    const before = this.#view;
    const heard = await this.#station.send(input, kill);
    const seen = kill === undefined ? undefined : await this.#station.start();
    const answer = heard ?? (await this.#station.send(input, undefined));
    assert.ok(answer !== undefined);
    if (seen !== undefined) {
      const isWhole = isDeepStrictEqual(seen, answer.view) || (heard === undefined && isDeepStrictEqual(seen, before));
      if (!isWhole) assert.deepEqual(seen, answer.view, `after ${scan}`);
    }
    this.log.answer(input, answer);
    this.#last = input;
    this.#view = answer.view;
  }

  async #repeat(input: Input, kill: Kill): Promise<void> {
    const heard = await this.#station.send(input, kill);
    if (kill !== undefined) await this.#station.start();
    const answer = heard ?? (await this.#station.send(input, undefined));
    assert.ok(answer !== undefined);
    this.#view = answer.view;
  }

  /** What is scanned; undefined: what was scanned last, under the same id. */
  #scanOf(action: Action): string | undefined {
    const view = this.#view;
    assert.ok(view !== undefined);
    switch (action.kind) {
      case 'next':
        return this.#next(view, action.bulk);
      case 'scan':
        return action.text;
      case 'parcel': {
        const column = action.sscc ? 'sscc' : 'tracking_number';
        const parcels = rows<{ number: string | null }>(
          this.#station.folder,
          `SELECT ${column} AS number FROM parcels`,
        );
        return String(parcels[action.index % Math.max(parcels.length, 1)]?.number);
      }
      case 'own-tote':
        return `PS:TOTE:${'order_id' in view ? view.order_id : 'none'}-${action.number}`;
      case 'repeat':
      case 'restart':
        return undefined;
    }
  }

  #next(view: View, bulk: boolean): string {
    if (view.kind === 'question' && view.question === 'short') return 'PS:RELEASE';
    const back = view.kind === 'home' ? view.put_back[0] : undefined;
    if (back !== undefined) return back.order_id;
    return nextStep(view, () => `N${(this.#count += 1)}`, bulk);
  }

  #checkStates(): void {
    const now = rows<{ order_id: string; state: OrderState }>(
      this.#station.folder,
      'SELECT order_id, state FROM orders',
    );
    for (const { order_id: id, state } of now) {
      const was = this.#states.get(id) ?? '';
      assert.ok(mayMove(was, state), `${id}: ${was} to ${state}`);
      this.#states.set(id, state);
    }
  }

  #isOver(): boolean {
    if (this.#view?.kind !== 'home') return false;
    const { waiting, put_back: putBack, put_down: putDown } = this.#view;
    if (waiting.pick + waiting.pack + waiting.ship + putBack.length + putDown.length > 0) return false;
    return [...this.#states.values()].every((state) => !['picking', 'packing', 'shipping'].includes(state));
  }

  #noteContexts({ traceparent, data }: Event): void {
    this.log.context(traceparent);
    const { pick_trace_context: pick } = data as { pick_trace_context?: { trace_id: string; span_id: string } };
    if (pick !== undefined) this.log.context(`00-${pick.trace_id}-${pick.span_id}-01`);
  }
}
