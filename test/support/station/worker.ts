import assert from 'node:assert/strict';
import type { Answer, Input } from '../../../src/shared/answers.ts';
import type { View } from '../../../src/shared/views.ts';
import type { OrderState } from '../../../src/shared/order-states.ts';
import { mayMove } from '../conservation/state-machine.ts';
import type { Bench } from './bench.ts';
import { nextStep } from './next-step.ts';
import type { Action } from './random-work.ts';
import { tableContents } from './tables.ts';

/** What a refusal may touch: the audit log, the answer kept for its id, and what the screen still showed. */
const REFUSAL_MAY_TOUCH = ['audit', 'inputs', 'session.show_last_done'];

const STEPS_BACK = new Set(
  `pick.bin.ok pick.bin.next pick.item.ok pick.line.done pick.line.short pick.skip.ok pick.tote.ok
   pack.item.ok pack.box.ok pack.weight.ok pack.weight.discrepancy pack.short.ok`.split(/\s+/),
);

/** The screen of a job without its words and without who stands there. */
const picture = ({ operator: _operator, say: _say, ...rest }: View) => rest;

/**
 * A worker, and what must hold after each thing he does: the model against which the station is held. It knows nothing
 * of rules; it knows what may never happen, and that undo leads back to where one was.
 */
export class Worker {
  readonly #bench: Bench;
  readonly #undo = new Map<string, ReturnType<typeof picture>[]>();
  readonly #numbers = new Map<string, string>();
  #states: Map<string, OrderState>;
  #rest: ReturnType<typeof tableContents>;
  #last: { input: Input; answer: Answer } | undefined;
  #count = 0;

  constructor(bench: Bench) {
    this.#bench = bench;
    this.#states = this.#readStates();
    this.#rest = tableContents(bench.db, REFUSAL_MAY_TOUCH);
  }

  act(action: Action): void {
    const bench = this.#bench;
    bench.clock.advance(1000);
    switch (action.kind) {
      case 'next':
        return this.#take(
          nextStep(bench.view, () => `N${(this.#count += 1)}`, action.bulk),
          false,
        );
      case 'scan':
        return this.#take(action.text, action.id);
      case 'parcel': {
        const column = action.sscc ? 'sscc' : 'tracking_number';
        return this.#take(String(bench.value(`SELECT ${column} FROM parcels LIMIT 1 OFFSET ?`, action.index)), true);
      }
      case 'own-tote': {
        const { view } = bench;
        return this.#take(`PS:TOTE:${'order_id' in view ? view.order_id : 'none'}-${action.number}`, true);
      }
      case 'repeat':
        return this.#repeat();
      case 'restart': {
        const { view } = bench;
        bench.reopen();
        assert.deepEqual(bench.view, view);
      }
    }
  }

  #take(scan: string, withId: boolean): void {
    const bench = this.#bench;
    const input: Input = { scan, ...(withId ? { id: `input-${(this.#count += 1)}` } : {}) };
    const before = bench.view;
    const answer = bench.input(input);
    if (withId) this.#last = { input, answer };
    assert.deepEqual(answer.view, bench.view);
    const rest = tableContents(bench.db, REFUSAL_MAY_TOUCH);
    if (answer.ok) this.#accepted(before, answer);
    else assert.deepEqual(rest, this.#rest);
    this.#rest = rest;
    this.#checkStates();
    this.#checkNumbers();
    this.#undoRefused(before, answer);
  }

  /** An input that comes again: its first outcome, the present view, and no second effect. */
  #repeat(): void {
    if (this.#last === undefined) return;
    const { input, answer } = this.#last;
    const before = tableContents(this.#bench.db);
    const { view } = this.#bench;
    assert.deepEqual(this.#bench.input(input), { ...answer, view });
    assert.deepEqual(tableContents(this.#bench.db), before);
  }

  #accepted(before: View, answer: Answer): void {
    const key = jobOf(before);
    if (key === undefined) return;
    const stack = this.#undo.get(key) ?? [];
    if (answer.code === 'undo.ok') assert.deepEqual(picture(answer.view), stack.pop());
    // What has a number or an end is not taken back.
    else if (['pack.parcel.done', 'pack.done', 'pick.done'].includes(answer.code)) stack.length = 0;
    else if (STEPS_BACK.has(answer.code)) stack.push(picture(before));
    this.#undo.set(key, stack);
  }

  #undoRefused(before: View, answer: Answer): void {
    const key = jobOf(before);
    if (answer.code === 'undo.nothing' && key !== undefined) assert.deepEqual(this.#undo.get(key) ?? [], []);
  }

  #readStates(): Map<string, OrderState> {
    const rows = this.#bench.rows<{ order_id: string; state: OrderState }>('SELECT order_id, state FROM orders');
    return new Map(rows.map(({ order_id: id, state }) => [id, state]));
  }

  /** An order moves along the edges of the state diagram, one at a time. */
  #checkStates(): void {
    const now = this.#readStates();
    for (const [id, state] of now) {
      const was = this.#states.get(id) ?? '';
      assert.ok(mayMove(was, state), `${id}: ${was} to ${state}`);
    }
    this.#states = now;
  }

  /** A number that was given to a parcel stays with it and with no other. */
  #checkNumbers(): void {
    const rows = this.#bench.rows<{ parcel: string; sscc: string | null; tracking_number: string | null }>(
      `SELECT order_id || ' ' || number AS parcel, sscc, tracking_number FROM parcels`,
    );
    const now = new Map(
      rows.flatMap(({ parcel, sscc, tracking_number: tracking }) =>
        [sscc, tracking].flatMap((number): [string, string][] => (number === null ? [] : [[number, parcel]])),
      ),
    );
    for (const [number, parcel] of this.#numbers) assert.equal(now.get(number), parcel, number);
    for (const [number, parcel] of now) this.#numbers.set(number, parcel);
  }
}

function jobOf(view: View): string | undefined {
  if (view.kind === 'pick') return `pick ${view.batch?.id ?? view.order_id}`;
  const atBench = view.kind === 'pack' || (view.kind === 'question' && view.question !== 'label');
  return atBench ? `pack ${view.order_id}` : undefined;
}
