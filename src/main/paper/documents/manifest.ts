import { block, stack } from '../layout.ts';
import type { Page } from '../page.ts';
import { INNER, MARGIN, sheet } from './sheet.ts';
import { testMark } from './test-mark.ts';

/** The parcels that a carrier takes along, for both to sign. Weights in grams, times ISO 8601 UTC. */
export interface Manifest {
  readonly test: boolean;
  readonly number: number;
  readonly carrier: string;
  readonly station: string;
  readonly site: string | null;
  readonly at: string;
  readonly parcels: readonly {
    readonly orderId: string;
    readonly parcel: number;
    readonly sscc: string | null;
    readonly trackingNumber: string | null;
    readonly weightG: number | null;
  }[];
}

export function manifestPages(manifest: Manifest): readonly Page[] {
  const room = { x: MARGIN, widthMm: INNER, lines: 1 };
  const title = block(`Manifest ${manifest.number} · ${manifest.carrier}`, {
    ...room,
    y: MARGIN,
    sizeMm: 8,
    smallestMm: 4,
    bold: true,
  });
  const grams = manifest.parcels.reduce((sum, { weightG }) => sum + (weightG ?? 0), 0);
  const facts = stack(
    [
      [manifest.station, manifest.site].filter((text) => text !== null).join(', '),
      manifest.at.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'),
      `${manifest.parcels.length} parcels, ${(grams / 1000).toFixed(2)} kg`,
    ],
    { ...room, y: title.bottom + 1, sizeMm: 4, smallestMm: 2.6 },
  );
  const test = manifest.test ? testMark(130, MARGIN + 12, 60) : [];
  return sheet({
    head: { marks: [...title.marks, ...facts.marks, ...test], bottom: facts.bottom },
    caption: `Manifest ${manifest.number} · ${manifest.carrier}`,
    columns: [
      { title: 'Order', widthMm: 52, bold: true, lines: 2 },
      { title: 'Parcel', widthMm: 14 },
      { title: 'Tracking number', widthMm: 50, lines: 2 },
      { title: 'SSCC', widthMm: 44 },
      { title: 'kg', widthMm: 20 },
    ],
    rows: manifest.parcels.map((parcel) => [
      parcel.orderId,
      String(parcel.parcel),
      parcel.trackingNumber ?? '',
      parcel.sscc ?? '',
      parcel.weightG === null ? '' : (parcel.weightG / 1000).toFixed(2),
    ]),
    foot: [
      'Handed over by:   ______________________________      Taken over by:   ______________________________',
      'Date, time:   ______________________________      Vehicle:   ______________________________',
    ],
  });
}
