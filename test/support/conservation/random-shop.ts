import { toItem, type RandomLine } from '../station/random-work.ts';
import { context, event } from '../station/samples.ts';

type Event = Readonly<Record<string, unknown>>;

interface Ordered {
  readonly id: string;
  revision: number;
  items: { readonly quantity: number; readonly [more: string]: unknown }[];
}

/** A shop that sends orders, and then changes its mind about them: right, too late, twice, and wrong. */
export class RandomShop {
  readonly #random: () => number;
  readonly #lines: readonly (readonly RandomLine[])[];
  readonly #orders: Ordered[] = [];
  readonly #sent: Event[] = [];
  #count = 0;

  /** @param lines what each order is made of, one after the other. */
  constructor(random: () => number, lines: readonly (readonly RandomLine[])[]) {
    this.#random = random;
    this.#lines = lines;
  }

  /** The next event; a fresh order as long as there are none to change. */
  next(): Event {
    const chance = this.#random();
    if (this.#orders.length === 0 || chance < 0.35) return this.order();
    const order = this.#pick(this.#orders);
    if (chance < 0.55) return this.#update(order);
    if (chance < 0.67) return this.#send('order.cancelled', { order_id: order.id, reason: 'customer' });
    if (chance < 0.73) return this.#elsewhere(order);
    if (chance < 0.8)
      return this.#send(this.#pick(['payment.confirmed', 'inventory.reserved']), { order_id: order.id });
    // The order whose number comes next: what is said of it comes before it.
    if (chance < 0.85) return this.#send('payment.confirmed', { order_id: this.#idOf(this.#orders.length) });
    if (chance < 0.92) return this.#pick(this.#sent);
    if (chance < 0.96) return this.#propose();
    return this.#send('order.created', { order_id: order.id, items: [] });
  }

  order(): Event {
    const number = this.#orders.length;
    const items = (this.#lines[number % this.#lines.length] ?? []).map((line, index) => ({
      line_id: String(index + 1),
      ...toItem(line),
    }));
    const order: Ordered = { id: this.#idOf(number), revision: 1, items };
    this.#orders.push(order);
    const requires = this.#random() < 0.15 ? { requires: ['payment'] } : {};
    return this.#send('order.created', { order_id: order.id, revision: 1, items, ...requires });
  }

  /** Fewer units of some lines, now and then none, or another address. */
  #update(order: Ordered): Event {
    order.revision += 1;
    const fewer = this.#random() < 0.7;
    if (fewer) {
      order.items = order.items.flatMap((item) => {
        const quantity = this.#random() < 0.5 ? item.quantity : item.quantity - 1;
        return quantity > 0 || order.items.length === 1 ? [{ ...item, quantity: Math.max(1, quantity) }] : [];
      });
      if (order.items.length === 0) return this.#send('order.cancelled', { order_id: order.id });
    }
    const shipTo = { name: 'Somebody', street1: `${order.revision} Long Street`, country: this.#pick(['DE', 'PL']) };
    const { id, revision, items } = order;
    return this.#send('order.updated', { order_id: id, revision, items, ...(fewer ? {} : { ship_to: shipTo }) });
  }

  /** A walk with some of the orders, one of which may not have come yet; its name is used again. */
  #propose(): Event {
    const ids = this.#orders.filter(() => this.#random() < 0.5).map(({ id }) => id);
    const orderIds = ids.length === 0 ? [this.#idOf(this.#orders.length)] : ids;
    return this.#send('batch.created', { batch_id: `CART-${Math.floor(this.#random() * 3)}`, order_ids: orderIds });
  }

  /** Another system says that it picked, or picked and packed, the order. */
  #elsewhere({ id }: Ordered): Event {
    const type = this.#pick(['order.picked', 'order.packed']);
    return this.#send(type, { order_id: id, pick_trace_context: context(this.#count + 1).parts });
  }

  #send(type: string, data: object): Event {
    this.#count += 1;
    const { traceparent } = context(this.#count);
    const made = event(type, data, { id: `event-${this.#count}-${type}`, source: 'urn:shop', traceparent });
    this.#sent.push(made);
    return made;
  }

  #idOf = (number: number): string => `ORD-${number + 1}`;

  #pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.#random() * list.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  }
}
