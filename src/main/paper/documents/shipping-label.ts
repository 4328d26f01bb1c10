import { fitsCode128 } from '../codes/symbol.ts';
import { bars, block, field, rule, scaledToFit, square, stack, type AddressLine, type Piece } from '../layout.ts';
import type { Mark, Page } from '../page.ts';
import { cityLine, countryLine, hasText, placeLines, type Address } from './address.ts';
import { SSCC_HEIGHT, ssccPart } from './sscc-part.ts';
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
/** Between the carrier's part and what the receiver's must leave free. */
const HEAD_HEIGHT = 18;
/** Of a carrier's name: more letters look better on two lines than small. */
const LONG_CARRIER = 18;
const FACTS_TOP = 73;
const TRACKING_TOP = 82;
const SSCC_TOP = HEIGHT - SSCC_HEIGHT - 3;

/**
 * A shipping label of 100 x 150 mm (fits 4 x 6 inch stock), laid out as a GS1 logistics label: the carrier's part above,
 * the receiver's in the middle, the sender's own below, and the SSCC the lowest symbol of all.
 */
export function shippingLabel(label: ShippingLabel): Page {
  const top = label.test ? 9.5 : 3;
  const marks: Mark[] = [
    ...(label.test ? [testMark(LEFT, 2.5, INNER, 5.5)] : []),
    ...carrierPart(label, top),
    rule(LEFT, top + HEAD_HEIGHT, INNER, 0.6),
    ...receiverPart(label.receiver, top + HEAD_HEIGHT + 1.4),
    rule(LEFT, FACTS_TOP, INNER),
    ...factsPart(label),
    rule(LEFT, TRACKING_TOP, INNER, 0.6),
    ...trackingPart(label).marks,
    ...ssccPart(label.sscc, SSCC_TOP).marks,
  ];
  return { widthMm: WIDTH, heightMm: HEIGHT, marks };
}

function carrierPart({ sender, carrier, service }: ShippingLabel, top: number): readonly Mark[] {
  const half = { widthMm: 44, lines: 1 };
  const from = block('FROM', { ...half, x: LEFT, y: top, sizeMm: 2.2 });
  const lines = [hasText(sender.company) ? sender.company : sender.name, ...placeLines(sender)]
    .filter(hasText)
    .slice(0, 5);
  const small = { ...half, x: LEFT, y: from.bottom, sizeMm: 2.7, smallestMm: 1.9 };
  const right = { x: 50, y: top - 0.6, widthMm: WIDTH - LEFT - 50, heightMm: HEAD_HEIGHT, align: 'right' as const };
  const by = [
    { text: carrier, sizeMm: 6.5, lines: carrier.length > LONG_CARRIER ? 2 : 1, bold: true },
    { text: service ?? '', sizeMm: 4.2, lines: 1 },
  ];
  return [...from.marks, ...stack(lines, small).marks, ...scaledToFit(by, right).marks];
}

/** The largest thing on the label: where it goes. */
function receiverPart(receiver: Address, top: number): readonly Mark[] {
  const lines: AddressLine[] = [
    { text: receiver.name ?? '', sizeMm: 5.2, lines: 2, bold: true },
    { text: receiver.company ?? '', sizeMm: 4.6, lines: 2 },
    { text: receiver.street1 ?? '', sizeMm: 4.6, lines: 2 },
    { text: receiver.street2 ?? '', sizeMm: 4.6, lines: 2 },
    { text: cityLine(receiver), sizeMm: 6, lines: 2, bold: true },
    { text: countryLine(receiver.country), sizeMm: 6, lines: 1, bold: true },
  ];
  const to = block('TO', { x: LEFT, y: top, widthMm: 8, lines: 1, sizeMm: 2.2 });
  const room = { x: LEFT + 8, y: top, widthMm: INNER - 8, heightMm: FACTS_TOP - top - 1 };
  return [
    ...to.marks,
    ...scaledToFit(
      lines.filter(({ text }) => hasText(text)),
      room,
    ).marks,
  ];
}

function factsPart(label: ShippingLabel): readonly Mark[] {
  const y = FACTS_TOP + 1;
  const value = { y, lines: 1, sizeMm: 4.4, smallestMm: 1.8 };
  const upright = (x: number): Mark => rule(x, FACTS_TOP, 0.3, TRACKING_TOP - FACTS_TOP);
  const weight = label.weightG === null ? '–' : `${(label.weightG / 1000).toFixed(2)} kg`;
  return [
    ...field('ORDER', label.orderId, { ...value, x: LEFT, widthMm: 44 }).marks,
    upright(50),
    ...field('PARCEL', parcelOf(label.parcel, label.parcels), { ...value, x: 52, widthMm: 19 }).marks,
    upright(72),
    ...field('WEIGHT', weight, { ...value, x: 74, widthMm: 22 }).marks,
  ];
}

/** `2 of 3`; while nobody knows of how many, the number alone. */
export const parcelOf = (parcel: number, parcels: number | null): string =>
  parcels === null ? String(parcel) : `${parcel} of ${parcels}`;

function trackingPart({ trackingNumber, sscc }: ShippingLabel): Piece {
  const y = TRACKING_TOP;
  const code = square('gs1-datamatrix', `(00)${sscc}`, { x: WIDTH - LEFT - 17, y: y + 2.5, sideMm: 17 });
  const room = { x: LEFT, widthMm: 74 };
  const symbol = fitsCode128(trackingNumber)
    ? bars('code128', trackingNumber, { ...room, y: y + 1.8, heightMm: 16.5, moduleMm: 0.5, smallestMm: 0.25 })
    : undefined;
  const number = block(trackingNumber, {
    ...room,
    x: symbol?.x ?? LEFT,
    widthMm: LEFT + 74 - (symbol?.x ?? LEFT),
    y: y + 18.8,
    lines: 1,
    sizeMm: 4.4,
    smallestMm: 1.7,
    bold: true,
  });
  return { marks: [...(symbol === undefined ? [] : [symbol]), code, ...number.marks], bottom: number.bottom };
}
