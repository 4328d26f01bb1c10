import { createHash } from 'node:crypto';

/** The same JSON with the members of every object in order of their names; absent members stay absent. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // Code-unit order, as in RFC 8785 (JSON Canonicalization Scheme) 3.2.3. The numbers and strings that follow from
  // JSON.stringify are that RFC's as well. No key here looks like an array index, which an object would move forward.
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

/**
 * SHA-256, in hex, of the canonical form of a JSON value: equal for equal content whatever the order of an object's
 * members and the space between them, different for anything else, the order of arrays included.
 */
export function contentDigest(json: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(json)))
    .digest('hex');
}
