import { block, rule, stack, type Place } from '../layout.ts';
import type { Mark, Page } from '../page.ts';

/*
 * Papers with a table: a head, the table over as many pages as it needs, a foot with the page's number. On A4, and on the
 * stock of a label printer for a bench that has nothing else.
 */

export interface Format {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly margin: number;
  /** Of the letters, against A4. */
  readonly scale: number;
}

export const A4: Format = { widthMm: 210, heightMm: 297, margin: 15, scale: 1 };
export const LABEL: Format = { widthMm: 100, heightMm: 150, margin: 4, scale: 0.74 };

export const innerOf = ({ widthMm, margin }: Format): number => widthMm - 2 * margin;

const GAP = 2;
const TEXT = 3.6;

export interface Column {
  readonly title: string;
  /** Of the table's width, against the other columns. */
  readonly share: number;
  readonly bold?: boolean;
  readonly lines?: number;
  /** Numbers stand at the right, one below the other. */
  readonly align?: 'right';
  /** Left out where there is little room. */
  readonly onlyA4?: boolean;
}

/** What stands in a cell; several texts are below each other. */
export type Cell = string | readonly string[];

export interface Sheet {
  readonly format: Format;
  /** What stands above the table of the first page, and where it ends. */
  readonly head: { readonly marks: readonly Mark[]; readonly bottom: number };
  /** What the following pages repeat: whose paper it is. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Below the table, once. */
  readonly foot?: readonly string[];
}

/** Lays a table out on as many pages as it takes. A row is never split. */
export function sheet({ format, head, caption, columns, rows, foot = [] }: Sheet): readonly Page[] {
  const { widthMm, heightMm, margin, scale } = format;
  const table = placed(format, columns);
  const inner = innerOf(format);
  const end = heightMm - margin - 5 * scale;
  const room = { x: margin, widthMm: inner, sizeMm: TEXT * scale, smallestMm: 2.4 * scale };
  const pages: Mark[][] = [];
  let marks: Mark[] = [...head.marks];
  let y = titles(table, format, head.bottom + 3 * scale, marks);

  const turn = (): void => {
    pages.push(marks);
    marks = [...block(caption, { ...room, y: margin, lines: 1, sizeMm: 4 * scale, bold: true }).marks];
    y = titles(table, format, margin + 7 * scale, marks);
  };

  for (const row of rows) {
    let cells = cellsOf(table, row, y, scale);
    if (cells.bottom > end) {
      turn();
      cells = cellsOf(table, row, y, scale);
    }
    marks.push(...cells.marks);
    y = cells.bottom + 1.8 * scale;
    marks.push(rule(margin, y - 0.9 * scale, inner, 0.15));
  }
  for (const text of foot) {
    let piece = block(text, { ...room, y: y + 3 * scale, lines: 4 });
    if (piece.bottom > end) {
      turn();
      piece = block(text, { ...room, y: y + 3 * scale, lines: 4 });
    }
    marks.push(...piece.marks);
    y = piece.bottom;
  }
  pages.push(marks);
  return pages.map((each, index) => {
    const number = { ...room, y: end + 1, lines: 1, sizeMm: 3 * scale, align: 'right' as const };
    return { widthMm, heightMm, marks: [...each, ...block(`${index + 1} / ${pages.length}`, number).marks] };
  });
}

type PlacedColumn = Column & { readonly index: number; readonly x: number; readonly widthMm: number };

function placed(format: Format, columns: readonly Column[]): PlacedColumn[] {
  const shown = columns
    .map((column, index) => ({ ...column, index }))
    .filter(({ onlyA4 = false }) => format === A4 || !onlyA4);
  const shares = shown.reduce((sum, { share }) => sum + share, 0);
  const gaps = GAP * format.scale * (shown.length - 1);
  let x = format.margin;
  return shown.map((column) => {
    const widthMm = ((innerOf(format) - gaps) * column.share) / shares;
    const at = x;
    x += widthMm + GAP * format.scale;
    return { ...column, x: at, widthMm };
  });
}

function titles(columns: readonly PlacedColumn[], format: Format, y: number, marks: Mark[]): number {
  const { margin, scale } = format;
  const room = { y, lines: 1, sizeMm: 2.8 * scale, smallestMm: 1.6 * scale };
  for (const { title, x, widthMm, align } of columns) {
    marks.push(...block(title, { ...room, x, widthMm, align: align ?? 'left' }).marks);
  }
  marks.push(rule(margin, y + 4.2 * scale, innerOf(format), 0.5));
  return y + 5.8 * scale;
}

function cellsOf(
  columns: readonly PlacedColumn[],
  row: readonly Cell[],
  y: number,
  scale: number,
): { marks: Mark[]; bottom: number } {
  const marks: Mark[] = [];
  let bottom = y + 4.4 * scale;
  for (const { index, x, widthMm, lines = 3, bold = false, align = 'left' } of columns) {
    const cell = row[index] ?? '';
    const room: Place = { x, y, widthMm, lines, sizeMm: TEXT * scale, smallestMm: 2.4 * scale, bold, align };
    const piece = typeof cell === 'string' ? block(cell, room) : stack(cell, room);
    marks.push(...piece.marks);
    bottom = Math.max(bottom, piece.bottom);
  }
  return { marks, bottom };
}
