/**
 * The character sets of GS1 element strings, one bit each in a table by character code.
 * Source: GS1 General Specifications, section 7.11 (CSET 82, CSET 39, CSET 64).
 */

/** N: digits. X: CSET 82. Y: CSET 39. Z: CSET 64 (file-safe base64). */
export type CharacterSet = 'N' | 'X' | 'Y' | 'Z';

const DIGITS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();

/** The members of each set; `=` ends a CSET 64 value and is looked at apart (see `endOfBase64`). */
export const CHARACTERS: Readonly<Record<CharacterSet, string>> = {
  N: DIGITS,
  X: `!"%&'()*+,-./${DIGITS}:;<=>?${UPPER}_${LOWER}`,
  Y: `#-/${DIGITS}${UPPER}`,
  Z: `${UPPER}${LOWER}${DIGITS}-_`,
};

const BIT: Readonly<Record<CharacterSet, number>> = { N: 1, X: 2, Y: 4, Z: 8 };

const bitsByCode = new Uint8Array(128);
for (const set of ['N', 'X', 'Y', 'Z'] as const) {
  for (const character of CHARACTERS[set]) {
    const code = character.charCodeAt(0);
    bitsByCode[code] = (bitsByCode[code] ?? 0) | BIT[set];
  }
}

/** Whether a letter of the AI table names one of the sets. */
export function isCharacterSet(letter: string): letter is CharacterSet {
  return Object.hasOwn(CHARACTERS, letter);
}

/**
 * The first character of `text` that is not in the set.
 *
 * @returns that one character, or undefined where all are members
 */
export function firstForeignCharacter(text: string, set: CharacterSet): string | undefined {
  const bit = BIT[set];
  const end = set === 'Z' ? endOfBase64(text) : text.length;
  for (let at = 0; at < end; at += 1) {
    if (((bitsByCode[text.charCodeAt(at)] ?? 0) & bit) === 0) return text.charAt(at);
  }
  return undefined;
}

/** Where the padding of a CSET 64 value starts. Padding is optional; a wrong amount of it counts as a foreign `=`. */
function endOfBase64(text: string): number {
  const start = text.indexOf('=');
  if (start < 0) return text.length;
  const padding = text.slice(start);
  const expected = start % 3 === 1 ? '==' : start % 3 === 2 ? '=' : '';
  return padding === expected ? start : text.length;
}
