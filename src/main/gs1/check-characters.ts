/**
 * The pair of check characters at the end of a Global Model Number (AI 8013 and 8014).
 * Source: GS1 General Specifications, section 7.9, check character pair: every character counts as its
 * position in CSET 82, times the primes 2, 3, 5 ... from the right, modulo 1021, written as two characters of 5 bits.
 */

const CSET82_IN_ORDER = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const CSET32_IN_ORDER = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** One prime for each character before the pair; the field holds at most 23 of them. */
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

/**
 * The two characters that belong after this text.
 *
 * @param text 1 to 23 characters of CSET 82
 * @returns two characters, or undefined where the text is longer or holds another character
 */
export function checkCharacterPair(text: string): string | undefined {
  let sum = 0;
  for (let fromRight = 0; fromRight < text.length; fromRight += 1) {
    const value = CSET82_IN_ORDER.indexOf(text.charAt(text.length - 1 - fromRight));
    const prime = PRIMES[fromRight];
    if (value < 0 || prime === undefined) return undefined;
    sum += value * prime;
  }
  const remainder = sum % 1021;
  return CSET32_IN_ORDER.charAt(remainder >> 5) + CSET32_IN_ORDER.charAt(remainder & 31);
}

/** Whether the last two characters are the check characters of those before them. */
export function hasValidCheckPair(text: string): boolean {
  return text.length >= 2 && checkCharacterPair(text.slice(0, -2)) === text.slice(-2);
}
