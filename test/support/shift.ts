import type { Answer } from '../../src/shared/answers.ts';
import type { ParcelView } from '../../src/shared/views.ts';
import { GTIN } from './orders.ts';
import { accept, type Terminal } from './pickspan.ts';

/* Parts of a shift that a test needs behind it before its own begins. */

/** The parcels that an answer shows; none where its view has none. */
export function parcelsOf(answer: Answer | undefined): readonly ParcelView[] {
  return answer !== undefined && 'parcels' in answer.view ? answer.view.parcels : [];
}

/** A parcel's numbers, which it must have. */
export function numbersOf(answer: Answer, place = 0): { readonly sscc: string; readonly tracking: string } {
  const parcel = parcelsOf(answer)[place];
  if (typeof parcel?.sscc !== 'string' || parcel.tracking_number === null)
    throw new Error(`parcel ${place} has no numbers`);
  return { sscc: parcel.sscc, tracking: parcel.tracking_number };
}

/** Picks an order of so many mugs and nothing else. */
export const pickMugs = (terminal: Terminal, orderId: string, quantity: number): Promise<Answer> =>
  accept(terminal, orderId, 'A-01-03', ...Array.from({ length: quantity }, () => GTIN.mug));

/** Picks and packs an order of so many mugs into one parcel; the answer to PS:DONE. */
export async function packMugs(terminal: Terminal, orderId: string, quantity: number): Promise<Answer> {
  await pickMugs(terminal, orderId, quantity);
  return accept(terminal, orderId, ...Array.from({ length: quantity }, () => GTIN.mug), 'PS:DONE');
}
