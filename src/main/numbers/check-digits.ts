// Check digits of the numbers this station makes. Rules and samples: GS1 General Specifications section 7.9.1 for
// mod 10, UPU standard S10 section 3 for postal items, and the published test numbers for UPS.

function digitsOf(text: string, length?: number): number[] {
  // The callers pad and check what they pass: anything else is a mistake in the code.
  if (!/^[0-9]+$/.test(text) || (length !== undefined && text.length !== length)) {
    throw new RangeError(`expected ${length ?? 'some'} digits, got "${text}"`);
  }
  return Array.from(text, Number);
}

/**
 * The GS1 check digit: weights 3 and 1 in turn from the right, what is missing to the next ten.
 *
 * @param digits any number of digits, without the check digit
 * @returns 0..9
 * @throws RangeError when `digits` has anything but digits
 */
export function mod10(digits: string): number {
  const sum = digitsOf(digits)
    .toReversed()
    .reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/**
 * The check digit of a UPU S10 item identifier: weights 8 6 4 2 3 5 9 7, eleven minus the remainder by eleven; a
 * result of 10 is written 0, and 11 is written 5.
 *
 * @param serial the eight digits between the letters
 * @returns 0..9
 * @throws RangeError when `serial` is not eight digits
 */
export function s10CheckDigit(serial: string): number {
  const sum = digitsOf(serial, 8).reduce((total, digit, index) => total + digit * (S10_WEIGHTS[index] ?? 0), 0);
  const check = 11 - (sum % 11);
  if (check === 10) return 0;
  return check === 11 ? 5 : check;
}

/**
 * The check digit of a UPS 1Z number: a letter counts as its ASCII code minus 63, mod 10 (A is 2), every second
 * character counts twice, and the check digit fills up to the next ten. Right: 1Z999AA10123456784. The much copied
 * 1Z12345E0205271688 is wrong by this rule.
 *
 * @param body the 15 characters between `1Z` and the check digit: digits and capital letters
 * @returns 0..9
 * @throws RangeError when `body` is anything else
 */
export function upsCheckDigit(body: string): number {
  if (!/^[0-9A-Z]{15}$/.test(body)) throw new RangeError(`expected 15 digits or capital letters, got "${body}"`);
  const sum = Array.from(body, (character) =>
    character <= '9' ? Number(character) : (character.charCodeAt(0) - 63) % 10,
  ).reduce((total, value, index) => total + value * (index % 2 === 0 ? 1 : 2), 0);
  return (10 - (sum % 10)) % 10;
}

const FEDEX_WEIGHTS = [3, 1, 7];

/**
 * The check digit of a FedEx number of twelve digits: weights 3 1 7 in turn from the left, the remainder by eleven, of
 * which ten is written 0.
 *
 * @param digits the eleven before the check digit
 * @returns 0..9
 * @throws RangeError when `digits` is anything else
 */
export function fedexCheckDigit(digits: string): number {
  const sum = digitsOf(digits, 11).reduce((total, digit, index) => total + digit * (FEDEX_WEIGHTS[index % 3] ?? 0), 0);
  return (sum % 11) % 10;
}

/**
 * The check digit of the Identcode and the Leitcode of Deutsche Post DHL: weights 4 and 9 in turn from the left, what is
 * missing to the next ten.
 *
 * @param digits eleven of an Identcode, thirteen of a Leitcode
 * @returns 0..9
 * @throws RangeError when `digits` has anything but digits
 */
export function dhlCheckDigit(digits: string): number {
  const sum = digitsOf(digits).reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 4 : 9), 0);
  return (10 - (sum % 10)) % 10;
}
