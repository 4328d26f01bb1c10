import { fitsCode128 } from '../codes/symbol.ts';
import { bars, block, rule, square, stack } from '../layout.ts';
import type { Mark, Page } from '../page.ts';
import { hasText, placeLines, type Address } from './address.ts';
import { A4, INNER, MARGIN, sheet } from './sheet.ts';
import { testMark } from './test-mark.ts';

/** What lies in one parcel. No prices: a slip goes with presents too. */
export interface PackingSlip {
  readonly test: boolean;
  readonly sender: Address;
  readonly receiver: Address;
  readonly orderId: string;
  /** ISO date; null where the shop did not say. */
  readonly orderedOn: string | null;
  readonly parcel: number;
  readonly parcels: number | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly contents: readonly {
    readonly sku: string | null;
    readonly name: string;
    readonly quantity: number;
    readonly ordered: number;
    /** Lots, serials and best-before dates in words; empty where none were taken. */
    readonly traced: string;
  }[];
  /** Of the order's checkout: a return opens its journey with it. */
  readonly traceId: string | null;
  /** 2 and up say so: a second slip must not pass for a second delivery. */
  readonly copy: number;
}

/** What the code on the slip holds: a command that opens the journey of the order, by its trace and its number. */
export function slipCode(orderId: string, traceId: string | null): string {
  return `PS:ORDER:${traceId ?? ''}:${orderId}`;
}

/** A packing slip on A4. */
export function packingSlip(slip: PackingSlip): readonly Page[] {
  const heading = slip.copy > 1 ? `Packing slip - COPY ${slip.copy}` : 'Packing slip';
  return sheet({
    head: headOf(slip, heading),
    caption: `${heading} · ${slip.orderId} · parcel ${slip.parcel}`,
    columns: [
      { title: 'Item', widthMm: 34 },
      { title: 'Description', widthMm: 76 },
      { title: 'Lot, serial, best before', widthMm: 40 },
      { title: 'Here', widthMm: 15, bold: true },
      { title: 'Ordered', widthMm: 15 },
    ],
    rows: slip.contents.map((line) => [
      line.sku ?? '',
      line.name,
      line.traced,
      String(line.quantity),
      String(line.ordered),
    ]),
    foot: [
      'To send something back, put this slip into the parcel: its square code finds the order.',
      'Not an invoice.',
    ],
  });
}

function headOf(slip: PackingSlip, heading: string): { marks: Mark[]; bottom: number } {
  const code = square('qr', slipCode(slip.orderId, slip.traceId), { x: A4.widthMm - MARGIN - 30, y: 10, sideMm: 30 });
  const left = { x: MARGIN, widthMm: 95 };
  const sender = stack([slip.sender.company ?? slip.sender.name, ...placeLines(slip.sender)].filter(hasText), {
    ...left,
    y: MARGIN,
    lines: 1,
    sizeMm: 3.4,
    smallestMm: 2.4,
  });
  const title = block(heading, { ...left, y: 42, lines: 1, sizeMm: 8, smallestMm: 4, bold: true });
  const to = stack([slip.receiver.name, slip.receiver.company, ...placeLines(slip.receiver)].filter(hasText), {
    ...left,
    y: 55,
    lines: 2,
    sizeMm: 4.4,
    smallestMm: 3,
  });
  const right = { x: 118, widthMm: A4.widthMm - MARGIN - 118 };
  const symbol = fitsCode128(slip.orderId)
    ? bars('code128', slip.orderId, { ...right, y: 44, heightMm: 12, moduleMm: 0.375, smallestMm: 0.25 })
    : undefined;
  const number = block(slip.orderId, { ...right, y: 57, lines: 1, sizeMm: 5, smallestMm: 2.5, bold: true });
  const facts = stack(
    [
      slip.orderedOn === null ? null : `Ordered on ${slip.orderedOn}`,
      slip.parcels === null ? `Parcel ${slip.parcel}` : `Parcel ${slip.parcel} of ${slip.parcels}`,
      slip.carrier,
      slip.trackingNumber,
    ],
    { ...right, y: number.bottom + 1, lines: 1, sizeMm: 3.8, smallestMm: 2.4 },
  );
  const test = slip.test ? testMark(MARGIN, 35, 60) : [];
  const bottom = Math.max(to.bottom, facts.bottom, 78);
  return {
    marks: [
      ...sender.marks,
      code,
      ...test,
      ...title.marks,
      ...to.marks,
      ...(symbol === undefined ? [] : [symbol]),
      ...number.marks,
      ...facts.marks,
      rule(MARGIN, bottom + 2, INNER, 0.2),
    ],
    bottom: bottom + 2,
  };
}
