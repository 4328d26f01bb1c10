import { gs1CheckDigit } from '../../src/main/gs1/check-digit.ts';

/* What a shop sends: orders of three lines out of some hundred items, one unit each, so that every item scan closes a line. */

const ITEMS = 400;

const two = (number: number): string => String(number).padStart(2, '0');

function item(number: number, line: number): Record<string, unknown> {
  return {
    line_id: String(line),
    product_id: `p-${number}`,
    sku: `SKU-${number}`,
    gtin: gtinOf(number),
    name: `Article ${number} of the catalogue`,
    quantity: 1,
    bin_location: binOf(number),
    zone: 'ABCD'[number % 4] ?? 'A',
    unit_weight_g: 200 + number,
    unit_dimensions_mm: [120, 80, 40],
  };
}

function gtinOf(number: number): string {
  const digits = `0401${String(100_000_000 + number)}`;
  return `${digits}${gs1CheckDigit(digits)}`;
}

const binOf = (number: number): string => `${'ABCD'[number % 4] ?? 'A'}-${two(number % 40)}-${two(number % 7)}`;

const itemsOf = (order: number): number[] => [0, 137, 271].map((step) => (order * 7 + step) % ITEMS);

/** A CloudEvent `order.created` with the context of its checkout. */
export function orderCreated(orderId: string, number: number): Record<string, unknown> {
  const hex = number.toString(16);
  return {
    specversion: '1.0',
    id: `created-${orderId}`,
    source: 'urn:shop',
    type: 'pickspan.order.created',
    traceparent: `00-${hex.padStart(32, 'a')}-${hex.padStart(16, 'b')}-01`,
    data: {
      order_id: orderId,
      placed_at: new Date(Date.now() - 3_600_000).toISOString(),
      priority: number % 3,
      service: { carrier: 'ups', level: 'standard' },
      ship_to: {
        name: 'Ada Brandt',
        street1: `Lindenallee ${number}`,
        city: 'Hamburg',
        postal_code: '20095',
        country: 'DE',
      },
      items: itemsOf(number).map((each, index) => item(each, index + 1)),
    },
  };
}
