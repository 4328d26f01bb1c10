import { fitsCode128 } from '../codes/symbol.ts';
import { bars, block } from '../layout.ts';
import type { Page } from '../page.ts';
import { A4, innerOf, sheet, type Format } from './sheet.ts';

/** The way through the bins on paper, for a floor that wants one. Lines in the order of the walk. */
export interface PickList {
  readonly orderId: string;
  /** ISO 8601 UTC. */
  readonly shipBy: string | null;
  readonly copy: number;
  readonly lines: readonly {
    readonly bin: string;
    readonly sku: string | null;
    readonly name: string;
    readonly quantity: number;
  }[];
}

export function pickList(list: PickList, format: Format = A4): readonly Page[] {
  const { margin, scale } = format;
  const half = innerOf(format) / 2;
  const heading = list.copy > 1 ? `Pick list – COPY ${list.copy}` : 'Pick list';
  const room = { x: margin, widthMm: half, lines: 1, smallestMm: 2.2 };
  const title = block(heading, { ...room, y: margin, sizeMm: 6 * scale });
  const number = block(list.orderId, { ...room, y: title.bottom, sizeMm: 10 * scale, bold: true });
  const by = list.shipBy === null ? '' : `Ship by ${list.shipBy.replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC')}`;
  const due = block(by, { ...room, y: number.bottom, sizeMm: 4 * scale });
  const at = { x: margin + half, y: margin, widthMm: half, heightMm: 16 * scale };
  const symbol = fitsCode128(list.orderId)
    ? bars('code128', list.orderId, { ...at, moduleMm: 0.375, smallestMm: 0.25 })
    : undefined;
  return sheet({
    format,
    head: {
      marks: [...title.marks, ...number.marks, ...due.marks, ...(symbol === undefined ? [] : [symbol])],
      bottom: Math.max(due.bottom, margin + 20 * scale),
    },
    caption: `${heading} · ${list.orderId}`,
    columns: [
      { title: 'BIN', share: 42, bold: true },
      { title: 'ITEM', share: 36, onlyA4: true },
      { title: 'DESCRIPTION', share: 74 },
      { title: 'TAKE', share: 16, bold: true, align: 'right' },
      { title: 'DONE', share: 14, align: 'right' },
    ],
    rows: list.lines.map((line) => [
      line.bin,
      line.sku ?? '',
      format === A4 ? line.name : [line.sku ?? '', line.name],
      String(line.quantity),
      '_____',
    ]),
  });
}
