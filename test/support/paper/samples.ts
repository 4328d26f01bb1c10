import { mod10 } from '../../../src/main/numbers/check-digits.ts';
import type { RenderableJob } from '../../../src/main/paper/render.ts';

/* Jobs as the work writes them, one of each document. */

export const SSCC = `09521234000001234${mod10('09521234000001234')}`;
export const TRACKING = 'HL00000012345679';
export const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

export const SENDER = {
  company: 'Nordlicht Versand GmbH',
  street1: 'Hafenstraße 12',
  postal_code: '20457',
  city: 'Hamburg',
  country: 'DE',
};

export const RECEIVER: Readonly<Record<string, string>> = {
  name: 'Zoë Müller-Łukasiewicz',
  company: 'Café Olé',
  street1: 'Große Straße 7, 2. OG',
  postal_code: '10115',
  city: 'Berlin',
  country: 'DE',
};

const station = { id: 'bench-2', name: 'Bench 2', site: 'Hamburg', address: SENDER };

export interface Told {
  readonly test?: boolean;
  readonly receiver?: object;
  readonly orderId?: string;
  readonly tracking?: string;
  readonly itemName?: string;
  readonly carrier?: string;
  readonly bench?: string;
}

export function parcelData({ test = true, receiver = RECEIVER, orderId = 'ORD-1001', ...told }: Told = {}) {
  return {
    test,
    station: { ...station, name: told.bench ?? station.name },
    parcel: {
      number: 1,
      count: 2,
      sscc: SSCC,
      carrier: 'house',
      carrier_name: told.carrier ?? 'House carrier',
      tracking_number: told.tracking ?? TRACKING,
      box: 'M',
      weight_g: 1300,
      contents: [
        { line_id: '1', sku: 'MUG-BLUE', name: told.itemName ?? 'Mug, blue', quantity: 2, ordered: 2, units: [] },
        {
          line_id: '2',
          sku: 'TEA-GREEN',
          name: 'Tea, green, 100 g',
          quantity: 3,
          ordered: 4,
          units: [
            { quantity: 2, lot: 'L-2291', serial: null, expiry: '2027-03-31' },
            { quantity: 1, lot: 'L-2304', serial: null, expiry: '2027-05-31' },
          ],
        },
        {
          line_id: '3',
          sku: 'LAMP-07',
          name: 'Desk lamp with clamp, black',
          quantity: 1,
          ordered: 1,
          units: [{ quantity: 1, lot: null, serial: '00417-A', expiry: null }],
        },
      ],
    },
    order: { order_id: orderId, ship_to: receiver, service: { carrier: 'house', level: 'standard' } },
    ordered_on: '2026-11-20',
    trace_id: TRACE,
  };
}

export function jobs(told: Told = {}): Readonly<Record<string, RenderableJob>> {
  const orderId = told.orderId ?? 'ORD-1001';
  const job = (document: string, data: object): RenderableJob => ({ document, data, copy: 1 });
  return {
    label: job('label', parcelData(told)),
    parcel_label: job('parcel_label', parcelData(told)),
    slip: job('slip', parcelData(told)),
    manifest: job('manifest', {
      test: told.test ?? true,
      station,
      number: 17,
      at: '2026-11-20T16:04:05.000Z',
      carrier: 'house',
      carrier_name: told.carrier ?? 'House carrier',
      parcels: Array.from({ length: 12 }, (_, index) => ({
        order_id: index === 0 ? orderId : `ORD-${1001 + index}`,
        number: 1,
        sscc: SSCC,
        tracking_number: told.tracking ?? `HL${String(12_345_600 + index).padStart(14, '0')}`,
        weight_g: 800 + 137 * index,
      })),
    }),
    tote_label: job('tote_label', { order_id: orderId, tote: orderId, units: 6 }),
    pick_list: job('pick_list', {
      order_id: orderId,
      ship_by: '2026-11-21T16:00:00.000Z',
      lines: [
        { bin: 'A-01-03', sku: 'MUG-BLUE', name: told.itemName ?? 'Mug, blue', quantity: 2 },
        { bin: 'A-02-11', sku: 'LAMP-07', name: 'Desk lamp with clamp, black', quantity: 1 },
        { bin: 'B-02-01', sku: 'TEA-GREEN', name: 'Tea, green, 100 g', quantity: 4 },
      ],
    }),
    test_page: job('test_page', { station, printer: 'zebra-1' }),
  };
}
