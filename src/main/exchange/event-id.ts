import { randomUUID } from 'node:crypto';

/**
 * The id of an event out: a UUID of version 7 (RFC 9562), the millisecond, then 74 random bits. Ids that grow with time are
 * appended to one leaf of their unique index; random ones change another leaf for each row, and each changed page is
 * written by the commit that a worker waits for. Ids of spans stay random through and through: who removes duplicates by
 * the id of a span alone must not lose one of two stations'.
 */
export function eventIdAt(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
