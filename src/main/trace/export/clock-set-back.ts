import type { Delivery } from './deliver-batch.ts';

/**
 * Notes from a time that has not come yet were made by a clock that was ahead. Reckoned from them, a Retry-After of a
 * minute would keep everything back for years; so they count from now.
 * @param nowMs milliseconds since the epoch, as the clock has it now.
 */
export async function mindClockSetBack(
  { reader, write }: Pick<Delivery, 'reader' | 'write'>,
  nowMs: number,
): Promise<void> {
  if (reader.lastNoteMs() > nowMs) await write({ op: 'clock', nowMs });
}
