import type { Form, Order } from './orders.ts';
import { ORDERS } from './orders.ts';
import {
  articleMessage,
  articleMessageWithoutItems,
  changeEvent,
  itemsEvent,
  metadataEvent,
  orderEvent,
  requirementEvent,
  type Message,
} from './messages.ts';
import type { EmittedSpan } from './service.ts';
import type { Requirement, Upstream } from './upstream.ts';

/** What the sender of an event has to expect of the station. */
export interface Expected {
  readonly result: 'accepted' | 'duplicate' | 'held' | 'refused';
  readonly orderId: string | null;
  readonly reason?: string;
  readonly path?: string;
}

/** One input of `pickspan intake`, or one request to the station's own door. */
export interface Delivery {
  readonly name: string;
  readonly via: 'file' | 'stdin' | 'http';
  readonly text: string;
  readonly expected: readonly Expected[];
}

type Sent = readonly [message: Message, expected: Expected];

const TYPES = { payment: 'payment.confirmed', inventory: 'inventory.reserved' } as const;

const asArray = (sent: readonly Sent[]): string => JSON.stringify(sent.map(([message]) => message));
const asLines = (sent: readonly Sent[]): string => sent.map(([message]) => `${JSON.stringify(message)}\n`).join('');
const expectedOf = (sent: readonly Sent[]): Expected[] => sent.map(([, expected]) => expected);

/** All that the shop sends, in the order it is sent. */
export interface Deliveries {
  /** When nobody is at the station yet. */
  readonly early: Delivery[];
  /** The orders, and what the shop thinks better of before anybody has begun. */
  readonly opening: Delivery[];
  /** In the middle of the shift: the last confirmations. */
  readonly during: Delivery[];
  /** Made when the order is where its change is to reach it. */
  readonly change: (order: Order) => Delivery;
}

export function makeDeliveries(upstream: Upstream): Deliveries {
  const ordersBy = (form: Form): Order[] => ORDERS.filter((order) => order.form === form);
  const releasedBy = (release: Order['release']): Order[] => ORDERS.filter((order) => order.release === release);
  const checkoutOf = ({ id }: Order): EmittedSpan => {
    const span = upstream.checkouts.get(id);
    if (span === undefined) throw new Error(`order ${id} was never checked out`);
    return span;
  };
  const confirm = (order: Order, what: Requirement, result: 'accepted' | 'held'): Sent => [
    requirementEvent(TYPES[what], order.id, upstream.confirmation(order.id, what)),
    { result, orderId: order.id, ...(result === 'held' ? { reason: 'order' } : {}) },
  ];
  const create = (make: (order: Order, checkout: EmittedSpan) => Message, form: Form): Sent[] =>
    ordersBy(form).map((order) => [make(order, checkoutOf(order)), whatIsMissing(order)]);

  const early = [
    ...releasedBy('before').flatMap((order) => [
      confirm(order, 'payment', 'held'),
      confirm(order, 'inventory', 'held'),
    ]),
    ...releasedBy('around').map((order) => confirm(order, 'inventory', 'held')),
  ];
  const singles = create(orderEvent, 'single');
  const array = create(orderEvent, 'array');
  const lines = create(orderEvent, 'lines');
  const articles = [
    ...create(articleMessage, 'article'),
    ...create(articleMessageWithoutItems, 'article-without-items'),
    ...create(metadataEvent, 'metadata'),
  ];
  const [firstLine] = lines;
  const followUps: Sent[] = [
    ...ordersBy('article-without-items').map((order): Sent => [
      itemsEvent(order, checkoutOf(order), upstream.itemsSent(order.id)),
      { result: 'accepted', orderId: order.id },
    ]),
    ...releasedBy('around').map((order) => confirm(order, 'payment', 'accepted')),
    ...releasedBy('after').flatMap((order) => [
      confirm(order, 'inventory', 'accepted'),
      confirm(order, 'payment', 'accepted'),
    ]),
    // A broker that never heard the acknowledgement delivers again.
    ...(firstLine === undefined
      ? []
      : [[firstLine[0], { result: 'duplicate', orderId: firstLine[1].orderId }] satisfies Sent]),
  ];
  const change = (order: Order): Sent => [
    changeEvent(order, checkoutOf(order), upstream.changed(order.id)),
    { result: 'accepted', orderId: order.id },
  ];
  const secondThoughts = ORDERS.filter((order) => order.change?.endsWith('before its pick')).map(change);
  const last = releasedBy('during-the-shift').flatMap((order) => [
    confirm(order, 'inventory', 'accepted'),
    confirm(order, 'payment', 'accepted'),
  ]);

  return {
    early: [{ name: 'early.jsonl', via: 'file', text: asLines(early), expected: expectedOf(early) }],
    opening: [
      ...singles.map(([message, expected], index): Delivery => {
        return { name: `order-${index + 1}.json`, via: 'file', text: JSON.stringify(message), expected: [expected] };
      }),
      withWrongQuantity(array, upstream),
      withBrokenLine(lines),
      { name: 'articles.jsonl', via: 'file', text: asLines(articles), expected: expectedOf(articles) },
      { name: 'follow-ups.jsonl', via: 'stdin', text: asLines(followUps), expected: expectedOf(followUps) },
      {
        name: 'second-thoughts.jsonl',
        via: 'file',
        text: asLines(secondThoughts),
        expected: expectedOf(secondThoughts),
      },
    ],
    during: [{ name: 'last.json', via: 'stdin', text: asArray(last), expected: expectedOf(last) }],
    change(order) {
      const [message, expected] = change(order);
      return { name: `change-${order.id}.json`, via: 'http', text: JSON.stringify(message), expected: [expected] };
    },
  };
}

function whatIsMissing({ id, form, release }: Order): Expected {
  const missing = [
    ...(form === 'article-without-items' ? ['items'] : []),
    ...(release === 'after' || release === 'during-the-shift' ? ['payment', 'inventory'] : []),
    ...(release === 'around' ? ['payment'] : []),
  ];
  return missing.length === 0
    ? { result: 'accepted', orderId: id }
    : { result: 'held', orderId: id, reason: missing.join(',') };
}

/** An array with an order in its middle that asks for half a mug: that one is refused, the others are taken. */
function withWrongQuantity(sent: readonly Sent[], upstream: Upstream): Delivery {
  const [pattern] = ORDERS;
  if (pattern === undefined) throw new Error('the demo has no orders');
  const broken: Order = { ...pattern, id: 'ORD-9901', items: [['MUG-BLUE', 0.5]] };
  const expected: Expected = {
    result: 'refused',
    orderId: null,
    reason: 'invalid',
    path: '$.data.items[0].quantity',
  };
  const all = sent.toSpliced(2, 0, [orderEvent(broken, upstream.brokenCheckout(broken.id)), expected]);
  return { name: 'orders.json', via: 'file', text: asArray(all), expected: expectedOf(all) };
}

/** JSON Lines of which one was cut off on its way. */
function withBrokenLine(sent: readonly Sent[]): Delivery {
  const lines = asLines(sent).split('\n');
  const cut = (lines[3] ?? '').slice(0, 90);
  return {
    name: 'orders.jsonl',
    via: 'stdin',
    text: lines.toSpliced(3, 0, cut).join('\n'),
    expected: expectedOf(sent).toSpliced(3, 0, { result: 'refused', orderId: null, reason: 'not_json', path: '$' }),
  };
}
