/** How an order reaches the station: which message, in what kind of input. */
export type Form = 'single' | 'array' | 'lines' | 'article' | 'article-without-items' | 'metadata';

/** When the payment and the stock of an order are confirmed, as seen from its own message. */
export type Release = 'nothing-to-wait-for' | 'before' | 'around' | 'after' | 'during-the-shift';

/** What the shop changes about an order while it is on its way, and where it is then. */
export type Change =
  | 'cancelled before its pick'
  | 'cancelled in its pick'
  | 'cancelled while packing'
  | 'more before its pick'
  | 'fewer in its pick'
  | 'another address once packed';

export interface Order {
  readonly id: string;
  readonly form: Form;
  /** How long ago the customer checked out; 0 means right now, and in a hurry. */
  readonly hoursAgo: number;
  readonly release: Release;
  /** As the customer ordered it; see `wantedItems`. */
  readonly items: Items;
  readonly change: Change | undefined;
  /** Its checkout's trace was not sampled: nobody will ever see that span, but the order still names it. */
  readonly unsampled: boolean;
  readonly shipTo: { readonly name: string; readonly street1: string; readonly city: string; readonly country: string };
}

type Items = readonly (readonly [sku: string, quantity: number])[];

const NAMES = ['Ada Brandt', 'Jonas Weber', 'Mira Kowalska', 'Pablo Ortega', 'Lena Vogt', 'Tomasz Lis', 'Inés Prado'];
const STREETS = ['Lindenallee', 'Hafenstrasse', 'Calle Mayor', 'Ulica Polna'];
const CITIES = [
  ['Hamburg', 'DE'],
  ['Leipzig', 'DE'],
  ['Sevilla', 'ES'],
  ['Gdansk', 'PL'],
] as const;

type Row = readonly [Form, number, Release, string, Change?];

// What was bought, and what the shop changes about it on the way. Three orders are older than 48 hours; one (its row says so) is not sampled.
const ROWS: readonly Row[] = [
  ['single', 0, 'nothing-to-wait-for', '3 MUG-BLUE, 1 COFFEE-ESP, 2 NOTE-A5'],
  ['single', 0.6, 'nothing-to-wait-for', '1 PAN-24, 1 KNIFE-CHEF'],
  ['single', 53, 'after', '2 TEA-SENCHA, 1 HONEY-LIN, 2 CHOC-70'],
  ['array', 1.2, 'nothing-to-wait-for', '12 PEN-GEL, 3 NOTE-A5'],
  ['array', 2.5, 'before', '4 BOWL-STONE, 2 MUG-BLUE'],
  ['array', 3.1, 'nothing-to-wait-for', '1 LAMP-DESK, 2 SOCK-WOOL'],
  ['array', 0.3, 'around', '2 COFFEE-ESP, 14 CHOC-70'],
  ['array', 5.7, 'nothing-to-wait-for', '1 HONEY-LIN'],
  ['array', 0.9, 'nothing-to-wait-for', '5 SOCK-WOOL, 1 BOWL-STONE, 1 KNIFE-CHEF'],
  ['lines', 7.4, 'nothing-to-wait-for', '6 MUG-BLUE, 1 TEA-SENCHA'],
  ['lines', 0.2, 'after', '2 PAN-24, 2 BOWL-STONE, 1 CHOC-70'],
  ['lines', 50.5, 'nothing-to-wait-for', '1 COFFEE-ESP, 2 PEN-GEL'],
  ['lines', 11, 'nothing-to-wait-for', '4 NOTE-A5, 4 PEN-GEL'],
  ['lines', 1.8, 'around', '1 LAMP-DESK, 1 NOTE-A5'],
  ['lines', 4.4, 'during-the-shift', '2 HONEY-LIN, 3 CHOC-70, 1 MUG-BLUE'],
  ['lines', 20, 'nothing-to-wait-for', '2 KNIFE-CHEF, 1 BOWL-STONE'],
  ['article', 0.5, 'nothing-to-wait-for', '1 MUG-BLUE, 2 SOCK-WOOL'],
  ['article', 6.2, 'before', '3 COFFEE-ESP'],
  ['article', 2.1, 'nothing-to-wait-for', '1 PAN-24, 3 TEA-SENCHA, 2 NOTE-A5'],
  ['article-without-items', 75, 'nothing-to-wait-for', '1 KNIFE-CHEF, 1 CHOC-70'],
  ['article-without-items', 0.4, 'nothing-to-wait-for', '2 BOWL-STONE, 1 HONEY-LIN'],
  ['article-without-items', 3.6, 'nothing-to-wait-for', '8 SOCK-WOOL'],
  ['metadata', 9.5, 'nothing-to-wait-for', '2 LAMP-DESK'],
  ['metadata', 1.1, 'during-the-shift', '7 MUG-BLUE, 2 COFFEE-ESP'],
  ['metadata', 0.7, 'nothing-to-wait-for', '1 TEA-SENCHA, 1 PEN-GEL'],
  ['array', 0.8, 'nothing-to-wait-for', '2 BOWL-STONE, 1 LAMP-DESK', 'cancelled before its pick'],
  ['array', 1.5, 'nothing-to-wait-for', '2 MUG-BLUE, 2 HONEY-LIN, 1 NOTE-A5', 'cancelled in its pick'],
  ['array', 2.2, 'nothing-to-wait-for', '1 PAN-24, 2 COFFEE-ESP, 1 PEN-GEL', 'cancelled while packing'],
  ['array', 0.9, 'nothing-to-wait-for', '1 MUG-BLUE, 1 CHOC-70', 'more before its pick'],
  ['array', 4.1, 'nothing-to-wait-for', '4 BOWL-STONE, 1 SOCK-WOOL', 'fewer in its pick'],
  ['array', 3.3, 'nothing-to-wait-for', '1 KNIFE-CHEF, 2 NOTE-A5', 'another address once packed'],
];

const UNSAMPLED_ROW = 12;

export const ORDERS: readonly Order[] = ROWS.map(([form, hoursAgo, release, items, change], index) => {
  const [city, country] = CITIES[index % CITIES.length] ?? CITIES[0];
  return {
    id: `ORD-${2401 + index}`,
    form,
    hoursAgo,
    release,
    items: items.split(', ').map((item) => [item.slice(item.indexOf(' ') + 1), Number.parseInt(item, 10)] as const),
    change,
    unsampled: index === UNSAMPLED_ROW,
    shipTo: {
      name: NAMES[index % NAMES.length] ?? '',
      street1: `${STREETS[index % STREETS.length] ?? ''} ${index + 3}`,
      city,
      country,
    },
  };
});

export const isCancelled = ({ change }: Order): boolean => change?.startsWith('cancelled') === true;
export const isUpdated = (order: Order): boolean => order.change !== undefined && !isCancelled(order);

/** What the customer wants in the end: after the update, one more of each or half of each that is left. */
export function wantedItems({ change, items }: Order): Items {
  if (change === 'more before its pick') return items.map(([sku, quantity]) => [sku, quantity + 1]);
  if (change === 'fewer in its pick') return items.map(([sku, quantity]) => [sku, Math.ceil(quantity / 2)]);
  return items;
}

/** Where it goes in the end. */
export const wantedAddress = ({ change, shipTo }: Order): Order['shipTo'] =>
  change === 'another address once packed' ? MOVED_TO : shipTo;

const MOVED_TO = { name: 'Greta Holm', street1: 'Neuer Weg 8', city: 'Bremen', country: 'DE' };

/** The customer of this order waits while the demo runs. */
export const isRush = (order: Order): boolean => order.hoursAgo === 0;
