import { block, field } from '../layout.ts';
import type { Page } from '../page.ts';
import { A4, innerOf, sheet, type Format } from './sheet.ts';
import { testMark } from './test-mark.ts';

/** The parcels that a carrier takes along, for both to sign. Weights in grams. */
export interface Manifest {
  readonly test: boolean;
  readonly number: number | null;
  readonly carrier: string;
  readonly station: string;
  readonly site: string | null;
  /** ISO 8601 UTC. */
  readonly at: string | null;
  readonly parcels: readonly {
    readonly orderId: string;
    readonly parcel: number;
    readonly sscc: string | null;
    readonly trackingNumber: string | null;
    readonly weightG: number | null;
  }[];
  readonly copy: number;
}

export function manifestPages(manifest: Manifest, format: Format = A4): readonly Page[] {
  const { margin, scale } = format;
  const inner = innerOf(format);
  const top = manifest.test ? margin + 9 * scale : margin;
  const copy = manifest.copy > 1 ? ` – COPY ${manifest.copy}` : '';
  const heading = `${manifest.number === null ? 'Manifest' : `Manifest ${manifest.number}`}${copy}`;
  const room = { x: margin, widthMm: inner, lines: 1 };
  const title = block(heading, { ...room, y: top, sizeMm: 8 * scale, smallestMm: 3, bold: true });
  const carrier = block(manifest.carrier, { ...room, y: title.bottom, sizeMm: 6 * scale, smallestMm: 2.4 });
  const grams = manifest.parcels.reduce((sum, { weightG }) => sum + (weightG ?? 0), 0);
  const value = { y: carrier.bottom + 3 * scale, lines: 1, sizeMm: 4.2 * scale, smallestMm: 1.8 };
  const facts = [
    ['STATION', [manifest.station, manifest.site].filter((text) => text !== null).join(', '), 0.36],
    ['HANDED OVER', manifest.at?.replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC') ?? '–', 0.3],
    ['PARCELS', String(manifest.parcels.length), 0.14],
    ['WEIGHT', kilograms(grams), 0.2],
  ] as const;
  let x = margin;
  const pieces = facts.map(([caption, text, part]) => {
    const piece = field(caption, text, { ...value, x, widthMm: inner * part - 2, captionMm: 2.4 * scale });
    x += inner * part;
    return piece;
  });
  return sheet({
    format,
    head: {
      marks: [
        ...(manifest.test ? [testMark(margin, margin, inner, 7 * scale)] : []),
        ...[title, carrier, ...pieces].flatMap(({ marks }) => marks),
      ],
      bottom: Math.max(...pieces.map(({ bottom }) => bottom)) + 2 * scale,
    },
    caption: `${heading} · ${manifest.carrier}`,
    columns: [
      { title: 'ORDER', share: 52, bold: true, lines: 2 },
      { title: 'PARCEL', share: 16 },
      { title: 'TRACKING NUMBER', share: 48, lines: 2 },
      { title: 'SSCC', share: 42, lines: 1, onlyA4: true },
      { title: 'KG', share: 18, align: 'right' },
    ],
    rows: manifest.parcels.map((parcel) => [
      parcel.orderId,
      String(parcel.parcel),
      parcel.trackingNumber ?? '',
      parcel.sscc ?? '',
      parcel.weightG === null ? '–' : (parcel.weightG / 1000).toFixed(2),
    ]),
    foot: [
      'Handed over by, date, time:  ____________________________',
      'Taken over by, vehicle:  ____________________________',
    ],
  });
}

const kilograms = (grams: number): string => `${(grams / 1000).toFixed(2)} kg`;
