/*
 * What of a camera's pictures is a scan: one code, seen in two pictures running, that was not there before. One that stays
 * in the picture is read once, and again only when it has left it.
 */

/** A code is missed in a picture now and then; longer than that and it has left, ms. */
const GONE_MS = 800;

export interface Sight {
  /** The code that was read and has not left the picture. */
  readonly held: string | null;
  readonly heldMs: number;
  /** Seen in the last picture, to be confirmed by the next. */
  readonly maybe: string | null;
}

export const NOTHING_SEEN: Sight = { held: null, heldMs: 0, maybe: null };

export interface Seen {
  readonly sight: Sight;
  readonly read: string | null;
  /** More than one code: which is meant is not guessed. */
  readonly several: boolean;
}

/**
 * Takes what one picture shows.
 * @param codes whole codes, in any order
 * @param t when the picture was taken, ms of one clock
 */
export function see(sight: Sight, codes: readonly string[], t: number): Seen {
  const shown = new Set(codes);
  const isHeld = sight.held !== null && (shown.has(sight.held) || t - sight.heldMs <= GONE_MS);
  const held = isHeld ? sight.held : null;
  const heldMs = held !== null && shown.has(held) ? t : sight.heldMs;
  const [code] = shown;
  if (shown.size !== 1 || code === undefined || code === held)
    return { sight: { held, heldMs, maybe: null }, read: null, several: shown.size > 1 };
  if (code !== sight.maybe) return { sight: { held, heldMs, maybe: code }, read: null, several: false };
  return { sight: { held: code, heldMs: t, maybe: null }, read: code, several: false };
}
