import { cleanText } from './clean.ts';
import { widthOf, type Letters } from './measure.ts';

/** Room for a text: how wide, how many lines at most, and between which sizes of letters. */
export interface Room {
  readonly widthMm: number;
  readonly lines: number;
  readonly sizeMm: number;
  readonly smallestMm?: number;
  readonly bold?: boolean | undefined;
}

export interface Fitted extends Letters {
  readonly lines: readonly string[];
  /** The text was longer than the room even in the smallest letters, and ends in an ellipsis. */
  readonly cut: boolean;
}

const SMALLER = 0.94;

/**
 * Fits a text into its room: as large as allowed, else smaller, else on more lines, else cut. What comes back is never
 * wider than the room and never has more lines.
 */
export function fit(text: string, room: Room): Fitted {
  const clean = cleanText(text);
  const smallest = room.smallestMm ?? room.sizeMm;
  for (let sizeMm = room.sizeMm; ; sizeMm = Math.max(smallest, sizeMm * SMALLER)) {
    const letters: Letters = { sizeMm, bold: room.bold ?? false };
    const lines = wrap(clean, room.widthMm, letters);
    if (lines.length <= room.lines) return { ...letters, lines, cut: false };
    if (sizeMm > smallest) continue;
    const kept = lines.slice(0, room.lines);
    const last = kept.pop() ?? '';
    return { ...letters, lines: [...kept, ellipsis(last, room.widthMm, letters)], cut: true };
  }
}

const words = new Intl.Segmenter('en', { granularity: 'word' });
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Breaks a text into lines no wider than the room: between words, or inside one that is too long for a line. */
function wrap(text: string, widthMm: number, letters: Letters): string[] {
  const fits = (line: string): boolean => widthOf(line.trimEnd(), letters) <= widthMm;
  if (fits(text)) return text === '' ? [] : [text];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    while (!fits(line)) {
      const head = longestHead(line, fits);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** What a line may be broken between: words with the punctuation that follows them. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const { segment, isWordLike } of words.segment(text)) {
    const last = found.at(-1);
    if (isWordLike === true || last === undefined || /\s$/u.test(last)) found.push(segment);
    else found[found.length - 1] = last + segment;
  }
  return found;
}

/** At least one sign, however narrow the room: a loop that takes nothing would never end. */
function longestHead(text: string, fits: (head: string) => boolean): string {
  let head = '';
  for (const { segment } of signs.segment(text)) {
    if (head !== '' && !fits(head + segment)) break;
    head += segment;
  }
  return head;
}

function ellipsis(line: string, widthMm: number, letters: Letters): string {
  const all = [...signs.segment(line)].map(({ segment }) => segment);
  while (all.length > 0 && widthOf(`${all.join('').trimEnd()}…`, letters) > widthMm) all.pop();
  return `${all.join('').trimEnd()}…`;
}
