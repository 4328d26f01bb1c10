import { encode, QUIET } from '../../../src/main/paper/codes/symbol.ts';
import { dotsPerMm, moduleDots, type Dpi } from '../../../src/main/paper/draw/dots.ts';
import type { Mark, Page } from '../../../src/main/paper/page.ts';
import { widthOf } from '../../../src/main/paper/text/measure.ts';

/** A part of a page, in millimetres. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How far the letters of a line reach above and below its baseline, in ems: capitals and descenders. */
const BODY = { above: 0.76, below: 0.2 };
/** With the marks that some scripts pile up. */
const ALL = { above: 1.15, below: 0.45 };

function symbolSize(mark: Extract<Mark, { kind: 'code' }>, dpi: Dpi): readonly [number, number] {
  const symbol = encode(mark.symbology, mark.data);
  const module = moduleDots(mark.moduleMm, dpi) / dotsPerMm(dpi);
  return symbol.kind === 'bars'
    ? [symbol.modules * module, mark.heightMm]
    : [symbol.size * module, symbol.size * module];
}

/** Where a mark may leave ink. */
export function inkOf(mark: Mark, dpi: Dpi): Rectangle {
  switch (mark.kind) {
    case 'text':
      return {
        left: mark.x,
        right: mark.x + mark.widthMm,
        top: mark.y - ALL.above * mark.sizeMm,
        bottom: mark.y + ALL.below * mark.sizeMm,
      };
    case 'code': {
      const [width, height] = symbolSize(mark, dpi);
      return { left: mark.x, top: mark.y, right: mark.x + width, bottom: mark.y + height };
    }
    case 'box':
    case 'banner':
      return { left: mark.x, top: mark.y, right: mark.x + mark.widthMm, bottom: mark.y + mark.heightMm };
  }
}

/** What a mark needs for itself: a line the body of its letters, a barcode its quiet zone too. */
export function roomOf(mark: Mark, dpi: Dpi): Rectangle {
  const ink = inkOf(mark, dpi);
  if (mark.kind === 'text') {
    return {
      left: mark.x,
      right: mark.x + widthOf(mark.text, mark),
      top: mark.y - BODY.above * mark.sizeMm,
      bottom: mark.y + BODY.below * mark.sizeMm,
    };
  }
  if (mark.kind !== 'code') return ink;
  const quiet = QUIET[mark.symbology] * mark.moduleMm;
  const above = mark.symbology === 'qr' || mark.symbology === 'gs1-datamatrix' ? quiet : 0;
  return { left: ink.left - quiet, right: ink.right + quiet, top: ink.top - above, bottom: ink.bottom + above };
}

const name = (mark: Mark): string => (mark.kind === 'text' || mark.kind === 'banner' ? mark.text : mark.kind);

/** What is wrong with a layout, in words: what leaves the page, what lies on something else, what is wider than its room. */
export function layoutFaults({ widthMm, heightMm, marks }: Page, dpi: Dpi, margin: number): string[] {
  const rooms = marks.map((mark) => ({ mark, room: roomOf(mark, dpi) }));
  const slack = 0.02;
  return rooms.flatMap(({ mark, room }, index) => {
    const faults: string[] = [];
    if (mark.kind === 'text' && widthOf(mark.text, mark) > mark.widthMm + slack)
      faults.push(`${name(mark)} is too wide`);
    const ink = mark.kind === 'code' ? inkOf(mark, dpi) : room;
    if (
      ink.left < margin - slack ||
      ink.top < margin - slack ||
      ink.right > widthMm - margin + slack ||
      ink.bottom > heightMm - margin + slack
    )
      faults.push(`${name(mark)} leaves the page`);
    for (const { mark: other, room: taken } of rooms.slice(index + 1)) {
      const apart =
        room.right <= taken.left + slack ||
        taken.right <= room.left + slack ||
        room.bottom <= taken.top + slack ||
        taken.bottom <= room.top + slack;
      const lines = mark.kind === 'box' && other.kind === 'box';
      if (!apart && !lines) faults.push(`${name(mark)} lies on ${name(other)}`);
    }
    return faults;
  });
}
