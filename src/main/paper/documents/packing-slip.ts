import { fitsCode128 } from '../codes/symbol.ts';
import { bars, block, field, rule, square, stack } from '../layout.ts';
import type { CodeMark, Mark, Page } from '../page.ts';
import { hasText, placeLines, type Address } from './address.ts';
import { A4, innerOf, sheet, type Format } from './sheet.ts';
import { parcelOf } from './shipping-label.ts';
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
    /** Lots, serials and best-before dates, one a line. */
    readonly traced: readonly string[];
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

/** More of them would fill the page; the rest is told in the station's own record. */
const MOST_TRACED = 12;

/** A packing slip on A4, or on label stock for a bench without another printer. */
export function packingSlip(slip: PackingSlip, format: Format = A4): readonly Page[] {
  const heading = slip.copy > 1 ? `Packing slip – COPY ${slip.copy}` : 'Packing slip';
  const traced = (lines: readonly string[]): readonly string[] =>
    lines.length > MOST_TRACED
      ? [...lines.slice(0, MOST_TRACED - 1), `and ${lines.length - MOST_TRACED + 1} more`]
      : lines;
  return sheet({
    format,
    head: format === A4 ? headOnA4(slip, heading) : headOnLabel(slip, heading, format),
    caption: `${heading} · ${slip.orderId} · parcel ${slip.parcel}`,
    columns: [
      { title: 'ITEM', share: 34 },
      { title: 'DESCRIPTION', share: 70 },
      { title: 'LOT, SERIAL, BEST BEFORE', share: 46, lines: 1, onlyA4: true },
      { title: 'ORDERED', share: 15, align: 'right', onlyA4: true },
      { title: 'HERE', share: 15, bold: true, align: 'right' },
    ],
    rows: slip.contents.map((line) => [
      line.sku ?? '',
      format === A4 ? line.name : [line.name, ...traced(line.traced)],
      traced(line.traced),
      String(line.ordered),
      format === A4 ? String(line.quantity) : `${line.quantity} of ${line.ordered}`,
    ]),
    foot: [
      'To send something back, put this slip into the parcel: its square code finds the order.',
      'Not an invoice.',
    ],
  });
}

const senderLines = ({ sender }: PackingSlip): string[] =>
  [hasText(sender.company) ? sender.company : sender.name, ...placeLines(sender)].filter(hasText);

const receiverLines = ({ receiver }: PackingSlip): string[] =>
  [receiver.name, receiver.company, ...placeLines(receiver)].filter(hasText);

function headOnA4(slip: PackingSlip, heading: string): { marks: Mark[]; bottom: number } {
  const { margin } = A4;
  const edge = A4.widthMm - margin;
  const left = { x: margin, widthMm: 95 };
  const right = { x: 122, widthMm: edge - 122 };
  const code = square('qr', slipCode(slip.orderId, slip.traceId), { x: edge - 30, y: margin - 3, sideMm: 34 });
  const sender = stack(senderLines(slip), { ...left, y: margin, lines: 1, sizeMm: 3.4, smallestMm: 2.4 });
  const title = block(heading, { ...left, y: 46, lines: 1, sizeMm: 9, smallestMm: 4, bold: true });
  const to = stack(receiverLines(slip), { ...left, y: 62, lines: 2, sizeMm: 4.4, smallestMm: 3 });
  const symbol = orderCode(slip.orderId, { x: right.x - 3.75, widthMm: right.widthMm + 3.75, y: 48, heightMm: 11 });
  const value = { lines: 1, sizeMm: 4, smallestMm: 2 };
  const order = field('ORDER', slip.orderId, { ...value, ...right, y: 62, sizeMm: 5 });
  const half = right.widthMm / 2;
  const second = { ...value, y: order.bottom + 1.6 };
  const parcel = field('PARCEL', parcelOf(slip.parcel, slip.parcels), { ...second, x: right.x, widthMm: half - 2 });
  const date = field('ORDERED ON', slip.orderedOn ?? '–', { ...second, x: right.x + half, widthMm: half });
  const third = { ...value, y: date.bottom + 1.6 };
  const by = field('CARRIER', slip.carrier ?? '–', { ...third, x: right.x, widthMm: half - 2 });
  const number = field('TRACKING', slip.trackingNumber ?? '–', { ...third, x: right.x + half, widthMm: half });
  const bottom = Math.max(to.bottom, number.bottom) + 3;
  return {
    marks: [
      ...(slip.test ? [testMark(72, margin, 75, 7)] : []),
      ...sender.marks,
      code,
      ...title.marks,
      ...to.marks,
      ...(symbol === undefined ? [] : [symbol]),
      ...[order, parcel, date, by, number].flatMap(({ marks }) => marks),
    ],
    bottom,
  };
}

/** The order's number, as it is scanned at the bench. A number too long for bars is a square; one that no scanner reads is none. */
function orderCode(
  orderId: string,
  at: { readonly x: number; readonly y: number; readonly widthMm: number; readonly heightMm: number },
): CodeMark | undefined {
  if (!fitsCode128(orderId, LONGEST_IN_SQUARE)) return undefined;
  const wide = bars('code128', orderId, { ...at, moduleMm: 0.375, smallestMm: 0.25 });
  return wide ?? square('qr', orderId, { x: at.x, y: at.y - 1, sideMm: at.heightMm + 2 });
}

/** In 13 mm more of them would be dots that no printer of 203 dpi makes. */
const LONGEST_IN_SQUARE = 60;

function headOnLabel(slip: PackingSlip, heading: string, format: Format): { marks: Mark[]; bottom: number } {
  const { margin } = format;
  const inner = innerOf(format);
  const top = slip.test ? 9.5 : 3;
  const code = square('qr', slipCode(slip.orderId, slip.traceId), { x: 100 - 29, y: top - 1, sideMm: 29 });
  const left = { x: margin, widthMm: 64 };
  const title = block(heading, { ...left, y: top, lines: 1, sizeMm: 5.6, smallestMm: 3, bold: true });
  const order = block(slip.orderId, { ...left, y: title.bottom, lines: 1, sizeMm: 4.4, smallestMm: 2, bold: true });
  const facts = [`Parcel ${parcelOf(slip.parcel, slip.parcels)}`, slip.carrier, slip.trackingNumber].filter(hasText);
  const about = stack([senderLines(slip)[0], ...facts], {
    ...left,
    y: order.bottom + 1,
    lines: 1,
    sizeMm: 2.9,
    smallestMm: 1.9,
  });
  const below = Math.max(about.bottom, top + 27) + 1;
  const number = orderCode(slip.orderId, { x: margin - 2.5, widthMm: inner + 2.5, y: below + 1, heightMm: 10 });
  const to = block(receiverLines(slip).join(' · '), {
    x: margin,
    widthMm: inner,
    y: below + (number === undefined ? 0 : 13),
    lines: 3,
    sizeMm: 3,
    smallestMm: 2.2,
  });
  const test = slip.test ? [testMark(margin, 2.5, inner, 5.5)] : [];
  const line = rule(margin, to.bottom + 1, inner, 0.3);
  return {
    marks: [
      ...test,
      ...title.marks,
      ...order.marks,
      ...about.marks,
      code,
      ...(number === undefined ? [] : [number]),
      ...to.marks,
      line,
    ],
    bottom: to.bottom + 1,
  };
}
