/**
 * The GS1 check digit: modulo 10 with the weights 3, 1, 3, 1 ... counted from the right.
 * Source: GS1 General Specifications, section 7.9.1 "Standard check digit calculations for GS1 data structures".
 */

const DIGIT_ZERO = 48;

/** The weighted sum of digits [0, end), the last of them carrying weight 3; -1 where one is not a digit. */
function weightedSum(text: string, end: number): number {
  let sum = 0;
  let weight = 3;
  for (let at = end - 1; at >= 0; at -= 1) {
    const digit = text.charCodeAt(at) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) return -1;
    sum += digit * weight;
    weight = 4 - weight;
  }
  return sum;
}

/**
 * The check digit that belongs after these digits.
 *
 * @param digitsWithoutCheck only 0-9, any length (a GTIN-14 has 13, an SSCC 17)
 * @returns 0 to 9; NaN where the text holds anything but digits, so that no comparison with it can hold
 */
export function gs1CheckDigit(digitsWithoutCheck: string): number {
  const sum = weightedSum(digitsWithoutCheck, digitsWithoutCheck.length);
  return sum < 0 ? Number.NaN : (10 - (sum % 10)) % 10;
}

/**
 * Whether the last digit is the check digit of those before it.
 *
 * @param digits the whole number; false where it is shorter than two characters or holds anything but digits
 */
export function hasValidCheckDigit(digits: string): boolean {
  const end = digits.length - 1;
  if (end < 1) return false;
  const sum = weightedSum(digits, end);
  if (sum < 0) return false;
  return digits.charCodeAt(end) - DIGIT_ZERO === (10 - (sum % 10)) % 10;
}
