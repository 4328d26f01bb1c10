import { gs1CheckDigit } from '../../../src/main/gs1/check-digit.ts';

export interface SampleContext {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceparent: string;
  /** As the first article writes it. */
  readonly parts: { readonly trace_id: string; readonly span_id: string; readonly trace_flags: number };
}

/** A sampled context, another one for each number. */
export function context(number: number): SampleContext {
  const traceId = `4bf92f3577b34da6${String(number).padStart(16, '0')}`;
  const spanId = `a${String(number).padStart(15, '0')}`;
  return {
    traceId,
    spanId,
    traceparent: `00-${traceId}-${spanId}-01`,
    parts: { trace_id: traceId, span_id: spanId, trace_flags: 1 },
  };
}

/** 14 digits with the right check digit. */
export const gtin14 = (thirteenDigits: string): string => `${thirteenDigits}${gs1CheckDigit(thirteenDigits)}`;

export const MUG_GTIN = gtin14('0401234512345');
export const MUG_CASE_GTIN = gtin14('1401234512345');
export const TEA_GTIN = gtin14('0400638133393');

export const MUG = {
  line_id: '1',
  product_id: 'p-17',
  sku: 'MUG-BLUE',
  gtin: MUG_GTIN,
  barcodes: [{ gtin: MUG_CASE_GTIN, units: 6 }],
  name: 'Mug, blue',
  quantity: 2,
  bin_location: 'A-01-03',
  zone: 'A',
  unit_weight_g: 350,
  unit_dimensions_mm: [120, 80, 95],
};

export const TEA = {
  line_id: '2',
  product_id: 'p-18',
  sku: 'TEA-GREEN',
  gtin: TEA_GTIN,
  name: 'Tea, green',
  quantity: 1,
  bin_location: 'B-02-01',
  zone: 'B',
  unit_weight_g: 250,
  unit_dimensions_mm: [100, 60, 60],
};

/** The data of an order of two mugs and one tea. */
export const orderData = (orderId: string, more: object = {}) => ({ order_id: orderId, items: [MUG, TEA], ...more });

let ids = 0;

/** A CloudEvent in structured form; an id of its own unless one is given. */
export function event(type: string, data: object, attributes: object = {}): Record<string, unknown> {
  ids += 1;
  return { specversion: '1.0', id: `event-${ids}`, source: 'urn:shop', type: `pickspan.${type}`, data, ...attributes };
}

export const created = (orderId: string, more: object = {}, attributes: object = {}): Record<string, unknown> =>
  event('order.created', orderData(orderId, more), attributes);

/** The scans that take a sample order from the shelf into its box. */
export const PICK_SCANS = ['A-01-03', MUG_GTIN, MUG_GTIN, 'B-02-01', TEA_GTIN] as const;
export const PACK_SCANS = [MUG_GTIN, MUG_GTIN, TEA_GTIN, 'PS:WEIGHT:1200', 'PS:DONE'] as const;
