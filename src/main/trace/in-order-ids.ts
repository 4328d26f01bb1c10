import { randomInt, randomUUID } from 'node:crypto';

/*
 * Ids that grow with time. A unique index over random ids changes another leaf of it for each row, and each changed page
 * is written by the commit that a worker waits for; ids in order of time are appended to one leaf.
 */

/** Of the 64 bits of a span id these are random where it is the first of its millisecond; the others last until 2109. */
const RANDOM_BITS = 22;

/**
 * Span ids of one process, none twice: the millisecond, then random bits, and within a millisecond counted on. A span id
 * has to be unique within its trace; the id of a trace stays random through and through (W3C Trace Context Level 2).
 * @param nowMs milliseconds since the epoch; while a clock that was set back is behind, ids are counted on.
 * @returns 16 hex digits each time.
 */
export function spanIdsInOrder(nowMs: () => number): () => string {
  let last = 0n;
  return () => {
    const fresh = (BigInt(nowMs()) << BigInt(RANDOM_BITS)) | BigInt(randomInt(2 ** RANDOM_BITS));
    last = fresh > last ? fresh : last + 1n;
    return last.toString(16).padStart(16, '0');
  };
}

/** A UUID of version 7 (RFC 9562): the millisecond, then 74 random bits. */
export function uuidInOrder(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
