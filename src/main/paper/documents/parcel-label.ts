import { block } from '../layout.ts';
import type { Page } from '../page.ts';
import { parcelOf } from './shipping-label.ts';
import { SSCC_HEIGHT, ssccPart } from './sscc-part.ts';
import { testMark } from './test-mark.ts';

export interface ParcelLabel {
  readonly test: boolean;
  readonly orderId: string;
  readonly parcel: number;
  readonly parcels: number | null;
  /** 18 digits. */
  readonly sscc: string;
  readonly box: string | null;
  readonly station: string;
}

const HEIGHT = 68;

/** What a packed parcel wears until another bench gives it its shipping label: 100 x 68 mm, the SSCC alone. */
export function parcelLabel(label: ParcelLabel): Page {
  const top = label.test ? 8.5 : 4;
  const room = { x: 4, widthMm: 92, lines: 1 };
  const order = block(label.orderId, { ...room, y: top, sizeMm: label.test ? 8 : 10, smallestMm: 3, bold: true });
  const facts = [
    `Parcel ${parcelOf(label.parcel, label.parcels)}`,
    label.box === null ? '' : `Box ${label.box}`,
    label.station,
  ];
  const line = block(facts.filter((fact) => fact !== '').join(' · '), {
    ...room,
    y: order.bottom,
    sizeMm: 4.2,
    smallestMm: 2.2,
  });
  return {
    widthMm: 100,
    heightMm: HEIGHT,
    marks: [
      ...(label.test ? [testMark(4, 2.5, 92, 5.5)] : []),
      ...order.marks,
      ...line.marks,
      ...ssccPart(label.sscc, HEIGHT - SSCC_HEIGHT - 3).marks,
    ],
  };
}
