import { fitsCode128 } from '../codes/symbol.ts';
import { bars, block, rule, square, stack, type Piece } from '../layout.ts';
import type { Mark, Page } from '../page.ts';
import { countryLine, hasText, placeLines, type Address } from './address.ts';
import { ssccPart } from './sscc-part.ts';
import { testMark } from './test-mark.ts';

/** All that a shipping label shows. Weights in grams. */
export interface ShippingLabel {
  readonly test: boolean;
  readonly sender: Address;
  readonly receiver: Address;
  readonly carrier: string;
  readonly service: string | null;
  readonly trackingNumber: string;
  /** 18 digits. */
  readonly sscc: string;
  readonly orderId: string;
  readonly parcel: number;
  /** How many parcels there are; null while that is not known. */
  readonly parcels: number | null;
  readonly weightG: number | null;
}

const WIDTH = 100;
const HEIGHT = 150;
const LEFT = 4;
const INNER = WIDTH - 2 * LEFT;
const SSCC_TOP = 107;

/**
 * A shipping label of 100 x 150 mm (fits 4 x 6 inch stock), laid out as a GS1 logistics label: the carrier's part above,
 * the receiver's in the middle, the sender's own below, and the SSCC the lowest symbol of all.
 */
export function shippingLabel(label: ShippingLabel): Page {
  const head = carrierPart(label);
  const to = receiverPart(label, head.bottom);
  const tracking = trackingPart(label, Math.max(to.bottom, 78));
  const sscc = ssccPart(label.sscc, SSCC_TOP);
  return { widthMm: WIDTH, heightMm: HEIGHT, marks: [...head.marks, ...to.marks, ...tracking.marks, ...sscc.marks] };
}

function carrierPart(label: ShippingLabel): Piece {
  const from = [label.sender.company ?? label.sender.name, ...placeLines(label.sender)];
  const sender = stack(from, { x: LEFT, y: 3, widthMm: 50, lines: 1, sizeMm: 3, smallestMm: 2.2 });
  const carrier = block(label.carrier, {
    x: 56,
    y: 2.5,
    widthMm: 40,
    lines: 1,
    sizeMm: 6.5,
    smallestMm: 3.5,
    bold: true,
  });
  const service = block(label.service ?? '', { x: 56, y: 10, widthMm: 40, lines: 1, sizeMm: 4, smallestMm: 2.5 });
  const test = label.test ? testMark(56, 15, 40) : [];
  const y = 21;
  return { marks: [...sender.marks, ...carrier.marks, ...service.marks, ...test, rule(LEFT, y, INNER)], bottom: y + 1 };
}

/** The largest thing on the label: where it goes. */
function receiverPart({ receiver, ...label }: ShippingLabel, top: number): Piece {
  const marks: Mark[] = [...block('TO', { x: LEFT, y: top + 0.5, widthMm: 12, lines: 1, sizeMm: 3, bold: true }).marks];
  const column = { x: LEFT + 10, widthMm: INNER - 10, sizeMm: 5, smallestMm: 3 };
  let y = top + 0.5;
  const add = (piece: Piece): void => {
    marks.push(...piece.marks);
    y = piece.bottom;
  };
  if (hasText(receiver.name)) add(block(receiver.name, { ...column, y, lines: 2, bold: true }));
  if (hasText(receiver.company)) add(block(receiver.company, { ...column, y, lines: 1 }));
  if (hasText(receiver.street1)) add(block(receiver.street1, { ...column, y, lines: 2 }));
  if (hasText(receiver.street2)) add(block(receiver.street2, { ...column, y, lines: 1 }));
  const city = [receiver.postal_code, receiver.city, receiver.region].filter(hasText).join(' ');
  if (city !== '') add(block(city, { ...column, y, lines: 1, sizeMm: 6.5, bold: true }));
  if (hasText(receiver.country))
    add(block(countryLine(receiver.country), { ...column, y, lines: 1, sizeMm: 6, bold: true }));
  const facts = [
    `Order ${label.orderId}`,
    label.parcels === null ? `Parcel ${label.parcel}` : `Parcel ${label.parcel} of ${label.parcels}`,
    label.weightG === null ? undefined : `${(label.weightG / 1000).toFixed(2)} kg`,
  ].filter(hasText);
  const line = block(facts.join(' · '), { x: LEFT, y: 72, widthMm: INNER, lines: 1, sizeMm: 3.6, smallestMm: 2 });
  marks.push(...line.marks);
  return { marks, bottom: 77 };
}

function trackingPart({ trackingNumber, sscc }: ShippingLabel, y: number): Piece {
  const code = square('gs1-datamatrix', `(00)${sscc}`, { x: WIDTH - LEFT - 14, y: y + 3, sideMm: 14 });
  const symbol = fitsCode128(trackingNumber)
    ? bars('code128', trackingNumber, {
        x: LEFT,
        y: y + 2,
        widthMm: 76,
        heightMm: 18,
        moduleMm: 0.375,
        smallestMm: 0.25,
      })
    : undefined;
  const number = block(trackingNumber, {
    x: LEFT,
    y: y + 21,
    widthMm: INNER - 16,
    lines: 1,
    sizeMm: 4.2,
    smallestMm: 2.5,
    bold: true,
  });
  return {
    marks: [rule(LEFT, y, INNER), ...(symbol === undefined ? [] : [symbol]), code, ...number.marks],
    bottom: number.bottom,
  };
}
