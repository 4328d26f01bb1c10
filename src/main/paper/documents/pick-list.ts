import { fitsCode128 } from '../codes/symbol.ts';
import { bars, block } from '../layout.ts';
import type { Page } from '../page.ts';
import { A4, INNER, MARGIN, sheet } from './sheet.ts';

/** The way through the bins on paper, for a floor that wants one. Lines in the order of the walk. */
export interface PickList {
  readonly orderId: string;
  readonly shipBy: string | null;
  readonly copy: number;
  readonly lines: readonly {
    readonly bin: string;
    readonly sku: string | null;
    readonly name: string;
    readonly quantity: number;
  }[];
}

export function pickList(list: PickList): readonly Page[] {
  const heading = list.copy > 1 ? `Pick list - COPY ${list.copy}` : 'Pick list';
  const room = { x: MARGIN, widthMm: 100, lines: 1 };
  const title = block(heading, { ...room, y: MARGIN, sizeMm: 6, bold: true });
  const number = block(list.orderId, { ...room, y: title.bottom, sizeMm: 10, smallestMm: 4, bold: true });
  const due = block(list.shipBy === null ? '' : `Ship by ${list.shipBy}`, { ...room, y: number.bottom, sizeMm: 4 });
  const symbol = fitsCode128(list.orderId)
    ? bars('code128', list.orderId, {
        x: 118,
        y: MARGIN,
        widthMm: A4.widthMm - MARGIN - 118,
        heightMm: 16,
        moduleMm: 0.375,
        smallestMm: 0.25,
      })
    : undefined;
  return sheet({
    head: {
      marks: [...title.marks, ...number.marks, ...due.marks, ...(symbol === undefined ? [] : [symbol])],
      bottom: Math.max(due.bottom, MARGIN + 20),
    },
    caption: `${heading} · ${list.orderId}`,
    columns: [
      { title: 'Bin', widthMm: 42, bold: true },
      { title: 'Item', widthMm: 36 },
      { title: 'Description', widthMm: 76 },
      { title: 'Take', widthMm: 14, bold: true },
      { title: 'Done', widthMm: INNER - 168 },
    ],
    rows: list.lines.map((line) => [line.bin, line.sku ?? '', line.name, String(line.quantity), '[   ]']),
  });
}
