/** Making one is slow, using it is not. */
const signs = new Intl.Segmenter();

/**
 * How many places a text takes in a row of equal letters: what people see as one sign counts once, wide scripts twice.
 */
export function textLength(text: string): number {
  let length = 0;
  for (const { segment } of signs.segment(text)) {
    const code = segment.codePointAt(0) ?? 0;
    length += code >= 0x1100 && code < 0xa4d0 ? 2 : 1;
  }
  return length;
}

/** A text from outside as one line that shows itself: control and direction characters become a visible mark. */
export const shown = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu, '\u2423');

/** Steps of a type scale, the largest first. */
const STEPS = ['short', 'medium', 'long', 'longest'] as const;

/** The step of a type scale that lets a text fit where a short one stands large: by how long a text each step holds. */
export function fit(text: string, holds: readonly number[]): (typeof STEPS)[number] {
  const length = textLength(text);
  const step = holds.findIndex((held) => length <= held);
  return STEPS[step === -1 ? holds.length : step] ?? 'longest';
}
