import { block, rule } from '../layout.ts';
import type { Mark, Page } from '../page.ts';

/* A4 papers: a head, a table that goes on over as many pages as it needs, a foot with the page's number. */

export const A4 = { widthMm: 210, heightMm: 297 } as const;
export const MARGIN = 15;
export const INNER = A4.widthMm - 2 * MARGIN;
const FOOT = A4.heightMm - 14;
const ROW_GAP = 1.6;

export interface Column {
  readonly title: string;
  readonly widthMm: number;
  readonly bold?: boolean;
  readonly lines?: number;
}

export interface Sheet {
  /** What stands above the table of the first page, and where it ends. */
  readonly head: { readonly marks: readonly Mark[]; readonly bottom: number };
  /** What the following pages repeat: whose paper it is. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Below the table, once. */
  readonly foot?: readonly string[];
}

/** Lays a table out on as many pages as it takes. A row is never split. */
export function sheet({ head, caption, columns, rows, foot = [] }: Sheet): readonly Page[] {
  const pages: Mark[][] = [];
  let marks: Mark[] = [...head.marks];
  let y = titles(columns, head.bottom + 4, marks);

  const turn = (): void => {
    pages.push(marks);
    marks = [...block(caption, { x: MARGIN, y: MARGIN, widthMm: INNER, lines: 1, sizeMm: 4, smallestMm: 2.5 }).marks];
    y = titles(columns, MARGIN + 8, marks);
  };

  for (const row of rows) {
    const cells = cellsOf(columns, row, y);
    if (cells.bottom > FOOT - 4) {
      turn();
      const again = cellsOf(columns, row, y);
      marks.push(...again.marks);
      y = again.bottom + ROW_GAP;
    } else {
      marks.push(...cells.marks);
      y = cells.bottom + ROW_GAP;
    }
    marks.push(rule(MARGIN, y - ROW_GAP / 2, INNER, 0.1));
  }
  for (const text of foot) {
    const at = { x: MARGIN, y: y + 3, widthMm: INNER, lines: 4, sizeMm: 3.6, smallestMm: 2.6 };
    let piece = block(text, at);
    if (piece.bottom > FOOT - 4) {
      turn();
      piece = block(text, { ...at, y: y + 3 });
    }
    marks.push(...piece.marks);
    y = piece.bottom;
  }
  pages.push(marks);
  return pages.map((each, index) => ({
    ...A4,
    marks: [
      ...each,
      ...block(`${index + 1} / ${pages.length}`, { x: MARGIN, y: FOOT + 2, widthMm: INNER, lines: 1, sizeMm: 3.2 })
        .marks,
    ],
  }));
}

function titles(columns: readonly Column[], y: number, marks: Mark[]): number {
  let x = MARGIN;
  for (const { title, widthMm } of columns) {
    const room = { x, y, widthMm: widthMm - 2, lines: 1, sizeMm: 3.4, smallestMm: 2, bold: true };
    marks.push(...block(title, room).marks);
    x += widthMm;
  }
  marks.push(rule(MARGIN, y + 5, INNER, 0.4));
  return y + 6.5;
}

function cellsOf(columns: readonly Column[], row: readonly string[], y: number): { marks: Mark[]; bottom: number } {
  const marks: Mark[] = [];
  let x = MARGIN;
  let bottom = y + 4.4;
  for (const [index, { widthMm, lines = 3, bold = false }] of columns.entries()) {
    const room = { x, y, widthMm: widthMm - 2, lines, sizeMm: 3.7, smallestMm: 2.6, bold };
    const piece = block(row[index] ?? '', room);
    marks.push(...piece.marks);
    bottom = Math.max(bottom, piece.bottom);
    x += widthMm;
  }
  return { marks, bottom };
}
