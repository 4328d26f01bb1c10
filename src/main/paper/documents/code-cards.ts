import { fitsCode128 } from '../codes/symbol.ts';
import { bars, block, rule } from '../layout.ts';
import type { Mark, Page } from '../page.ts';
import { A4, MARGIN } from './sheet.ts';

/** A card with a code on it: a command for the wall of a bench, a badge for a worker. */
export interface CodeCard {
  readonly title: string;
  readonly note: string;
  readonly code: string;
}

const COLUMNS = 2;
const ROWS = 7;
const CARD = { width: (A4.widthMm - 2 * MARGIN) / COLUMNS, height: 36 } as const;
const TOP = 26;

/** Cards on A4, two beside each other: to be hung up, or cut. A code that no scanner could read gets no card. */
export function codeCards(heading: string, cards: readonly CodeCard[]): readonly Page[] {
  const drawn = cards.flatMap((card) => {
    const symbol = cardSymbol(card.code);
    return symbol === undefined ? [] : [{ ...card, symbol }];
  });
  const perPage = COLUMNS * ROWS;
  const pages = Array.from({ length: Math.ceil(drawn.length / perPage) }, (_, index) =>
    drawn.slice(index * perPage, (index + 1) * perPage),
  );
  return pages.map((onPage) => ({
    ...A4,
    marks: [
      ...block(heading, { x: MARGIN, y: 12, widthMm: A4.widthMm - 2 * MARGIN, lines: 1, sizeMm: 6, bold: true }).marks,
      ...onPage.flatMap(({ title, note, symbol }, index): Mark[] => {
        const x = MARGIN + (index % COLUMNS) * CARD.width;
        const y = TOP + Math.floor(index / COLUMNS) * CARD.height;
        return [
          rule(x, y, CARD.width - 4, 0.2),
          ...block(title, { x: x + 1, y: y + 1.5, widthMm: 44, lines: 1, sizeMm: 5, smallestMm: 2.6, bold: true })
            .marks,
          ...block(note, { x: x + 46, y: y + 2.2, widthMm: CARD.width - 51, lines: 2, sizeMm: 3, smallestMm: 2.2 })
            .marks,
          { ...symbol, x: x + symbol.x, y: y + 11 },
        ];
      }),
    ],
  }));
}

const cardSymbol = (code: string) =>
  fitsCode128(code)
    ? bars('code128', code, { x: 0, y: 0, widthMm: CARD.width - 4, heightMm: 18, moduleMm: 0.375, smallestMm: 0.25 })
    : undefined;
