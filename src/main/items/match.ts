import { readBarcode, type Gs1Reading } from '../gs1/reading.ts';
import type { Said } from '../messages/message.ts';
import type { OrderLine } from '../orders/order-data.ts';

/** What a scan said about one item: which codes it may be known by, how many, and what its label carried. */
export interface ItemScan {
  /** The text as it came: a SKU, a product id, or a code that is no GTIN. */
  readonly text: string;
  /** 14 digits, where the scan was a GTIN or carried one. */
  readonly gtin: string | undefined;
  /** AI 30 or 37: how many items the label says there are. */
  readonly count: number | undefined;
  readonly lot: string | undefined;
  readonly serial: string | undefined;
  /** ISO date. */
  readonly expiry: string | undefined;
  readonly warnings: readonly Said[];
}

export type ScanReading =
  | { readonly kind: 'item'; readonly scan: ItemScan }
  | { readonly kind: 'sscc'; readonly sscc: string }
  /** GS1 data that names no item: a lot label beside the item's own. */
  | { readonly kind: 'attributes'; readonly scan: ItemScan }
  | { readonly kind: 'malformed'; readonly reason: Said; readonly scan: ItemScan }
  /** Not GS1: an order id, a bin, a SKU, or nothing known. */
  | { readonly kind: 'text'; readonly scan: ItemScan };

/** Reads a scan once, for all who ask what it means. `today` decides the century of dates. */
export function readScan(text: string, today: Date): ScanReading {
  const reading = readBarcode(text, { today });
  const plain: ItemScan = {
    text,
    gtin: undefined,
    count: undefined,
    lot: undefined,
    serial: undefined,
    expiry: undefined,
    warnings: [],
  };
  switch (reading.kind) {
    case 'item':
      // A label that says it holds no items is not one that anybody means to print.
      if (reading.count === 0) return { kind: 'malformed', reason: { say: 'gs1.none_inside' }, scan: plain };
      return { kind: 'item', scan: { ...plain, gtin: reading.gtin, ...attributesOf(reading) } };
    case 'sscc':
      return { kind: 'sscc', sscc: reading.sscc };
    case 'elements':
      return { kind: 'attributes', scan: { ...plain, ...attributesOf(reading) } };
    case 'malformed':
      return { kind: 'malformed', reason: reading.reason, scan: plain };
    case 'none':
      return { kind: 'text', scan: plain };
  }
}

function attributesOf(
  reading: Extract<Gs1Reading, { kind: 'item' | 'elements' }>,
): Pick<ItemScan, 'count' | 'lot' | 'serial' | 'expiry' | 'warnings'> {
  return {
    count: reading.count,
    lot: reading.lot,
    serial: reading.serial,
    expiry: reading.expiry,
    warnings: reading.warnings,
  };
}

export type ItemMatch =
  | { readonly kind: 'match'; readonly units: number }
  /** A case of this item (same GTIN but for the indicator) whose content nobody told us. */
  | { readonly kind: 'case-unknown' }
  | { readonly kind: 'other' };

/**
 * Whether a scan is this line's item, and how many units it counts: 1, what its case holds, or what its label says.
 * Codes are compared exactly; nothing is guessed.
 */
export function matchItem(line: Pick<OrderLine, 'gtin' | 'sku' | 'productId' | 'barcodes'>, scan: ItemScan): ItemMatch {
  const count = scan.count ?? 1;
  const codes = scan.gtin === undefined ? [scan.text] : [scan.gtin, scan.text];
  for (const code of codes) {
    const barcode = line.barcodes.find(({ gtin }) => gtin === code);
    if (barcode !== undefined) return { kind: 'match', units: barcode.units * count };
    if (code === line.gtin || code === line.sku || code === line.productId) return { kind: 'match', units: count };
  }
  // Another indicator before the same digits is another packing of the same item.
  if (
    scan.gtin !== undefined &&
    line.gtin !== null &&
    scan.gtin[0] !== line.gtin[0] &&
    scan.gtin.slice(1, 13) === line.gtin.slice(1, 13)
  ) {
    return { kind: 'case-unknown' };
  }
  return { kind: 'other' };
}
