import { block } from '../layout.ts';
import type { Page } from '../page.ts';
import { ssccPart } from './sscc-part.ts';
import { testMark } from './test-mark.ts';

export interface ParcelLabel {
  readonly test: boolean;
  readonly orderId: string;
  readonly parcel: number;
  /** 18 digits. */
  readonly sscc: string;
  readonly box: string | null;
  readonly station: string;
}

/** What a packed parcel wears until another bench gives it its shipping label: 100 x 62 mm, the SSCC alone. */
export function parcelLabel(label: ParcelLabel): Page {
  const order = block(label.orderId, {
    x: 4,
    y: 2.5,
    widthMm: 92,
    lines: 1,
    sizeMm: 7,
    smallestMm: 3,
    bold: true,
  });
  const facts = [`Parcel ${label.parcel}`, label.box === null ? '' : `Box ${label.box}`, label.station];
  const line = block(facts.filter((fact) => fact !== '').join(' · '), {
    x: 4,
    y: 11,
    widthMm: label.test ? 48 : 92,
    lines: 1,
    sizeMm: 4,
    smallestMm: 2.2,
  });
  const test = label.test ? testMark(54, 11, 42) : [];
  return {
    widthMm: 100,
    heightMm: 62,
    marks: [...order.marks, ...line.marks, ...test, ...ssccPart(label.sscc, 18).marks],
  };
}
