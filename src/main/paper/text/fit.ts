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
/** No room on paper holds more. */
const MOST_SIGNS = 2000;

/**
 * Fits a text into its room: as large as allowed, else smaller, else on more lines, else cut. What comes back is never
 * wider than the room and never has more lines.
 */
export function fit(text: string, room: Room): Fitted {
  const clean = cleanText(text.slice(0, MOST_SIGNS));
  const smallest = room.smallestMm ?? room.sizeMm;
  for (let sizeMm = room.sizeMm; ; sizeMm = Math.max(smallest, sizeMm * SMALLER)) {
    const letters: Letters = { sizeMm, bold: room.bold ?? false };
    const lines = wrap(clean, room, letters);
    if (lines.length <= room.lines) return { ...letters, lines, cut: false };
    if (sizeMm > smallest) continue;
    const kept = lines.slice(0, room.lines);
    const last = kept.pop() ?? '';
    return { ...letters, lines: [...kept, ellipsis(last, room.widthMm, letters)], cut: true };
  }
}

const words = new Intl.Segmenter('en', { granularity: 'word' });
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Breaks a text into lines no wider than the room: between words, or inside one that is too long for a line. Of a text
 * that never ends only so much is looked at as could tell that it does not fit.
 */
function wrap(text: string, { widthMm, lines: most }: Pick<Room, 'widthMm' | 'lines'>, letters: Letters): string[] {
  const fits = (line: string): boolean => widthOf(line.trimEnd(), letters) <= widthMm;
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (lines.length > most) return lines;
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    while (!fits(line) && lines.length <= most) {
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
  const all = signsOf(text);
  return all
    .slice(
      0,
      Math.max(
        1,
        mostThat((count) => fits(all.slice(0, count).join('')), all.length),
      ),
    )
    .join('');
}

const signsOf = (text: string): string[] => Array.from(signs.segment(text), ({ segment }) => segment);

/** The largest count up to `limit` that holds, where fewer always hold too. */
function mostThat(holds: (count: number) => boolean, limit: number): number {
  let [low, high] = [0, limit];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function ellipsis(line: string, widthMm: number, letters: Letters): string {
  const all = signsOf(line);
  const cutAt = (count: number): string => `${all.slice(0, count).join('').trimEnd()}…`;
  return cutAt(mostThat((count) => widthOf(cutAt(count), letters) <= widthMm, all.length));
}
