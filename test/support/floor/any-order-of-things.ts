import type { Database, Statement } from 'better-sqlite3';
import { singleEvent } from '../../../src/main/exchange/read-input.ts';
import { GTIN, mugs, orderCreated } from '../orders.ts';
import type { InProcess } from './in-process.ts';

/*
 * One order on a floor whose broker may do whatever a broker can do to it: give a message out again, at any time and to
 * anybody, keep a confirm to itself, let one station hear late what another has heard long ago. What happens next is chosen
 * from outside, by a number; with none left the floor comes to rest as it does in a shift.
 */

interface Message {
  readonly queue: 'orders.new' | 'orders.picked' | 'orders.packed';
  readonly event: object;
  readonly deliveries: number;
}

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly routing_key: string | null;
}

const ROLE_OF = { 'orders.new': 'pick', 'orders.picked': 'pack', 'orders.packed': 'ship' };
/** How often something out of the ordinary may happen to one order. */
const ODD = { again: 2, unconfirmed: 1, takeover: 2, keep: 2 };

export class AnyOrderOfThings {
  readonly orderId: string;
  readonly #crew: readonly InProcess[];
  readonly #queue: Message[] = [];
  readonly #taken: Message[] = [];
  readonly #stream: object[] = [];
  readonly #read: Map<InProcess, number>;
  readonly #odd = { ...ODD };
  /** What happened, for who has to find out why. */
  readonly story: string[] = [];

  constructor(orderId: string, crew: readonly InProcess[]) {
    this.orderId = orderId;
    this.#crew = crew;
    this.#read = new Map(crew.map((each) => [each, 0]));
    this.#queue.push({ queue: 'orders.new', event: orderCreated(orderId, [mugs(1)]), deliveries: 0 });
  }

  /** One thing happens, of all that may. */
  happen(choice: number): void {
    const may = [...this.#orderly(), ...this.#oddities()];
    const [what, happens] = may[choice % Math.max(may.length, 1)] ?? [];
    if (what === undefined || happens === undefined) return;
    this.story.push(what);
    happens();
  }

  /** The floor goes on by itself until nothing changes any more. @returns where the order was dispatched. */
  rest(): string[] {
    for (let round = 0, before = ''; round < 40; round += 1) {
      for (const [, happens] of this.#orderly()) happens();
      const left = this.#crew.map((each) => this.#toTell(each)?.seq);
      const now = JSON.stringify([this.states(), left, this.#queue.length, [...this.#read.values()]]);
      if (now === before) break;
      before = now;
    }
    return this.#crew.filter((each) => each.state(this.orderId) === 'dispatched').map(({ id }) => id);
  }

  states(): Record<string, unknown> {
    return Object.fromEntries(this.#crew.map((each) => [each.id, each.state(this.orderId)]));
  }

  #orderly(): [string, () => void][] {
    return [
      ...this.#crew.flatMap((each): [string, () => void][] => [
        ...only((this.#read.get(each) ?? 0) < this.#stream.length, `${each.id} hears`, () => this.#hear(each)),
        ...only(this.#toTell(each) !== undefined, `${each.id} tells`, () => this.#tell(each, true)),
        ...only(this.#hasWork(each), `${each.id} works`, () => this.#work(each, 'PS:RELEASE')),
      ]),
      ...this.#takes(),
    ];
  }

  #oddities(): [string, () => void][] {
    const { again, unconfirmed, takeover, keep } = this.#odd;
    const of = (what: keyof typeof ODD, happens: () => void) => (): void => {
      this.#odd[what] -= 1;
      happens();
    };
    return [
      ...(again === 0 ? [] : this.#taken).flatMap((message, at): [string, () => void][] =>
        [0, 1].map((more) => [
          `${message.queue} comes again (${at}, counted ${more})`,
          of('again', () => this.#queue.push({ ...message, deliveries: message.deliveries + more })),
        ]),
      ),
      ...(unconfirmed === 0 ? [] : this.#crew.filter((each) => this.#toTell(each) !== undefined)).map(
        (each): [string, () => void] => [
          `${each.id} tells and is not told that it did`,
          of('unconfirmed', () => this.#tell(each, false)),
        ],
      ),
      ...(takeover === 0 ? [] : this.#crew).flatMap((heir) =>
        this.#crew
          .filter((lost) => lost !== heir && this.#hasWork(lost))
          .map((lost): [string, () => void] => [
            `${heir.id} takes over from ${lost.id}`,
            of('takeover', () => void heir.open.floor.takeOver(lost.id, this.#stream.flatMap(itemsOf))),
          ]),
      ),
      ...(keep === 0 ? [] : this.#crew.filter((each) => each.state(this.orderId) === 'conflict')).map(
        (each): [string, () => void] => [`${each.id} keeps it`, of('keep', () => this.#work(each, 'keep'))],
      ),
    ];
  }

  #takes(): [string, () => void][] {
    return this.#queue.flatMap((message) =>
      this.#crew
        .filter(({ roles }) => roles.includes(ROLE_OF[message.queue]))
        .map((each): [string, () => void] => [
          `${each.id} takes ${message.queue}`,
          () => {
            const at = this.#queue.indexOf(message);
            if (at === -1) return;
            this.#queue.splice(at, 1);
            this.#taken.push(message);
            const [result] = each.take(message.event, message.queue, message.deliveries);
            // What is put aside is nobody's.
            if (result?.result === 'refused') throw new Error(`${each.id} refused ${message.queue}: ${result.reason}`);
          },
        ]),
    );
  }

  #hear(each: InProcess): void {
    const at = this.#read.get(each) ?? 0;
    const event = this.#stream[at];
    if (event === undefined) return;
    this.#read.set(each, at + 1);
    each.hearOne(event);
  }

  /** The first that it has to tell. */
  #toTell({ open: { db } }: InProcess): Row | undefined {
    return toldAt(db).get(this.orderId);
  }

  /** It goes to the broker, by the rules of the broker's target. */
  #tell(each: InProcess, isConfirmed: boolean): void {
    const { db, floor } = each.open;
    const row = this.#toTell(each);
    if (row === undefined) return;
    const key = row.routing_key ?? '';
    const handsOn = key === 'orders.picked' || key === 'orders.packed';
    if (handsOn && !floor.isSettled(this.orderId)) return;
    const awaits = handsOn ? floor.awaits(this.orderId) : [];
    const data = { ...(JSON.parse(row.data) as object), ...(awaits.length === 0 ? {} : { awaits }) };
    const event = { specversion: '1.0', id: row.id, source: `urn:pickspan:station:${each.id}`, type: row.type, data };
    if (handsOn) this.#queue.push({ queue: key, event, deliveries: 0 });
    if (key === 'fulfillment.claims') this.#stream.push(event);
    if (isConfirmed) db.prepare(`DELETE FROM event_deliveries WHERE seq = ?`).run(row.seq);
  }

  /** Whether the order is here, or goods of it that have to go back. */
  #hasWork({ open: { db } }: InProcess): boolean {
    return workAt(db).get(this.orderId) !== undefined;
  }

  /** A few scans, as far as the screen asks for one that the hand can give. */
  #work(each: InProcess, inConflict: 'PS:RELEASE' | 'keep'): void {
    for (let scans = 0; scans < 3; scans += 1) {
      const scan = this.#next(each, inConflict);
      if (scan === undefined || !each.scan(scan).ok) return;
    }
  }

  #next(each: InProcess, inConflict: 'PS:RELEASE' | 'keep'): string | undefined {
    const view = each.open.station.view();
    switch (view.kind) {
      case 'home':
        return this.#hasWork(each) ? this.orderId : undefined;
      case 'pick':
      case 'putback':
        return view.bin_confirmed ? GTIN.mug : 'A-01-03';
      case 'pack':
        return view.expect.includes('item') ? GTIN.mug : 'PS:DONE';
      case 'ship':
        return view.expect.includes('label') ? (view.parcels[0]?.tracking_number ?? '') : 'PS:HANDOVER';
      case 'question':
        if (view.question !== 'conflict') return 'PS:CANCEL';
        if (inConflict === 'PS:RELEASE') return inConflict;
        return each.scan('PS:REASON:ours').ok ? `PS:TAKEOVER:${view.other_station}` : undefined;
      case 'signin':
        return undefined;
    }
  }
}

/** A statement of a database, prepared once: it is asked thousands of times. */
function once<Result>(sql: string): (db: Database) => Statement<[string], Result> {
  const prepared = new WeakMap<Database, Statement<[string], Result>>();
  return (db) => {
    const known = prepared.get(db) ?? db.prepare<[string], Result>(sql);
    prepared.set(db, known);
    return known;
  };
}

const toldAt = once<Row>(
  `SELECT e.seq, e.id, e.type, e.data, e.routing_key FROM event_deliveries d JOIN events_out e USING (seq)
    WHERE d.target = 'broker' AND d.subject = ? ORDER BY d.seq LIMIT 1`,
);
const workAt = once(
  `SELECT 1 FROM orders o WHERE order_id = ? AND (state NOT IN ('handed_over', 'dispatched')
     OR EXISTS (SELECT 1 FROM put_back_lines p WHERE p.order_id = o.order_id AND p.state = 'open'))`,
);

const only = (isSo: boolean, what: string, happens: () => void): [string, () => void][] =>
  isSo ? [[what, happens]] : [];

const itemsOf = (event: object) => singleEvent(event).items;
