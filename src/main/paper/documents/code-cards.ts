import { fitsCode128 } from '../codes/symbol.ts';
import { bars, block, rule } from '../layout.ts';
import type { Mark, Page } from '../page.ts';
import { A4 } from './sheet.ts';

/** A card with a code on it: a command for the wall of a bench, a badge for a worker. */
export interface CodeCard {
  readonly title: string;
  readonly note: string;
  readonly code: string;
}

const COLUMNS = 2;
const ROWS = 7;
const { margin: MARGIN } = A4;
const CARD = { width: (A4.widthMm - 2 * MARGIN) / COLUMNS, height: 36 } as const;
const TOP = 27;
const ROOM = CARD.width - 8;

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
  const across = { x: MARGIN, widthMm: A4.widthMm - 2 * MARGIN, lines: 1 };
  return pages.map((onPage, index) => ({
    widthMm: A4.widthMm,
    heightMm: A4.heightMm,
    marks: [
      ...block(heading, { ...across, y: 12, sizeMm: 7, smallestMm: 3, bold: true }).marks,
      ...block(`${index + 1} / ${pages.length}`, { ...across, y: 15, sizeMm: 3, align: 'right' }).marks,
      ...onPage.flatMap((card, place): Mark[] => cardMarks(card, place)),
    ],
  }));
}

function cardMarks(
  { title, note, code, symbol }: CodeCard & { symbol: NonNullable<ReturnType<typeof cardSymbol>> },
  place: number,
): Mark[] {
  const x = MARGIN + (place % COLUMNS) * CARD.width;
  const y = TOP + Math.floor(place / COLUMNS) * CARD.height;
  const text = { x: x + 3, widthMm: ROOM, lines: 1 };
  return [
    ...frame(x, y, CARD.width, CARD.height),
    ...block(title, { ...text, y: y + 1.8, sizeMm: 5, smallestMm: 2.4, bold: true }).marks,
    ...block(note, { ...text, y: y + 8, sizeMm: 3, smallestMm: 2 }).marks,
    { ...symbol, x: x + 4 + symbol.x, y: y + 12.5 },
    ...block(code, { ...text, y: y + 30.6, sizeMm: 2.8, smallestMm: 1.8 }).marks,
  ];
}

/** Hairlines around a card, where it is cut. */
const frame = (x: number, y: number, width: number, height: number): Mark[] => [
  rule(x, y, width, 0.1),
  rule(x, y + height, width, 0.1),
  rule(x, y, 0.1, height),
  rule(x + width, y, 0.1, height),
];

const cardSymbol = (code: string) =>
  fitsCode128(code)
    ? bars('code128', code, { x: 0, y: 0, widthMm: ROOM, heightMm: 17, moduleMm: 0.375, smallestMm: 0.25 })
    : undefined;
