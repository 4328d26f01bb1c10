// Serials for a station that is being tried out and was given no range of its own.
import { createHash } from 'node:crypto';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

// 10^15 is the highest power of ten below 2^53.
const MOST_DIGITS = 15;

/**
 * Draws a block of serials from the station's UUID: the same UUID always gives the same block, whatever its case.
 *
 * There are 10^block blocks, so two stations out of n share one with a chance of about n^2 / (2 * 10^block): good
 * enough for labels that say TEST, never for real ones.
 *
 * @param uuid in its usual form with dashes
 * @param digits decimal digits that number the block (the high ones) and the serials within it (the low ones), each at
 *   least 1, together at most 15
 * @returns the first and the last serial of the block, both part of it
 * @throws RangeError when the UUID or the digits are not such
 */
export function blockFromUuid(uuid: string, digits: { block: number; serial: number }): { from: number; to: number } {
  const name = uuid.toLowerCase();
  if (!UUID.test(name)) throw new RangeError('not a UUID');
  const { block, serial } = digits;
  if (
    !Number.isInteger(block) ||
    !Number.isInteger(serial) ||
    block < 1 ||
    serial < 1 ||
    block + serial > MOST_DIGITS
  ) {
    throw new RangeError(`a block of ${block} and ${serial} digits cannot be made`);
  }
  // The whole hash, so that the remainder favours no block by any measurable amount.
  const hash = BigInt(`0x${createHash('sha256').update(name).digest('hex')}`);
  const size = 10 ** serial;
  const from = Number(hash % 10n ** BigInt(block)) * size;
  return { from, to: from + size - 1 };
}
