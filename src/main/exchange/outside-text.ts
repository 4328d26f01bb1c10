/*
 * Bytes from outside (a file in the inbox, the body of an HTTP request) to text that is safe to parse. What is here is
 * about the input as a whole; each event has limits of its own.
 */

/** As large as an input from outside may be. */
export const MAX_INPUT_BYTES = 64 * 1024 * 1024;
/** As many events as one may bring; a shop that has more sends several. */
export const MAX_INPUT_EVENTS = 100_000;
/** Objects and arrays in one input: each costs the parser many times its two brackets. */
const MAX_STRUCTURES = 4_000_000;

const OBJECT = '{'.codePointAt(0);
const ARRAY = '['.codePointAt(0);

export type OutsideText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: string; readonly message: string };

/** How an event of an input ended, as far as a way in needs to know; the whole of it goes back to the sender. */
export interface EventOutcome {
  readonly result: 'accepted' | 'duplicate' | 'held' | 'refused';
  readonly reason?: string;
  readonly message?: string;
}

export function readOutsideText(bytes: Uint8Array): OutsideText {
  if (bytes.length > MAX_INPUT_BYTES) return { ok: false, ...tooLarge(bytes.length) };
  if (structuresIn(bytes) > MAX_STRUCTURES) {
    const message = `An input may hold ${MAX_STRUCTURES} objects and arrays: split it.`;
    return { ok: false, reason: 'too_many', message };
  }
  try {
    // Letters that cannot be read would end up on a parcel's label.
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { ok: false, reason: 'not_utf8', message: 'Events are written in UTF-8; this is something else.' };
  }
}

export function tooLarge(bytes: number): { readonly reason: string; readonly message: string } {
  return { reason: 'too_large', message: `An input may have ${MAX_INPUT_BYTES} bytes, this has ${bytes}: split it.` };
}

function structuresIn(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte === OBJECT || byte === ARRAY) count += 1;
  return count;
}
