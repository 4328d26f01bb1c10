/** RFC 3339: a date, a time, and an offset that says which moment it was. */
// Hour 24 and a sixty-first second are ISO 8601, and not among what Date can hold.
const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;

/**
 * Reads a time that may be absent.
 * @returns milliseconds since the Unix epoch, undefined where nothing was given; not ok where it is no such time.
 */
export function readTime(
  value: unknown,
): { readonly ok: true; readonly ms: number | undefined } | { readonly ok: false } {
  if (value === undefined || value === null) return { ok: true, ms: undefined };
  if (typeof value !== 'string' || !RFC3339.test(value)) return { ok: false };
  const ms = Date.parse(value.toUpperCase());
  const day = value.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(ms) || Number.isNaN(midnight.getTime())) return { ok: false };
  // Date.parse turns 31 February into March; the day that comes back must be the day that was given.
  return midnight.toISOString().startsWith(day) ? { ok: true, ms } : { ok: false };
}

/** ISO 8601 in UTC with milliseconds, as every time leaves the station. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();
