// The `tracestate` value of W3C Trace Context Level 2 (https://www.w3.org/TR/trace-context-2/#tracestate-header).
// The SDK still checks keys by Level 1: it drops `1a=ok`, which Level 2 allows.

/** The grammar's `list`: one member and at most 31 more. Empty members are members of it. */
const MOST_MEMBERS = 32;

const KEY = /^[a-z0-9][a-z0-9_\-*/@]{0,255}$/;

// Printable ASCII but `,` and `=`, 1 to 256 characters, the last one not a blank.
const VALUE = /^[ -+\--<>-~]{0,255}[!-+\--<>-~]$/;

// `OWS` of RFC 9110 section 5.6.3: spaces and tabs only. String.trim() would also take line breaks and more.
function withoutBlanks(member: string): string {
  let from = 0;
  let to = member.length;
  while (from < to && isBlank(member.charCodeAt(from))) from += 1;
  while (to > from && isBlank(member.charCodeAt(to - 1))) to -= 1;
  return member.slice(from, to);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/**
 * Reads the members of a `tracestate`, in their order.
 *
 * Blanks around a member do not count; blanks at the start of a value are part of it. Empty members are allowed and
 * left out of the result. One bad member makes the whole value invalid, and so do a key given twice ("only one entry
 * per key is allowed") and more than 32 members.
 *
 * @param raw anything; only a string can be a tracestate
 * @returns keys with their values, empty for an empty value, or null when invalid
 */
export function tracestateMembers(raw: unknown): ReadonlyMap<string, string> | null {
  if (typeof raw !== 'string') return null;
  // One more than allowed is enough to know that there are too many.
  const list = raw.split(',', MOST_MEMBERS + 1);
  if (list.length > MOST_MEMBERS) return null;
  const members = new Map<string, string>();
  for (const item of list) {
    const member = withoutBlanks(item);
    if (member === '') continue;
    const equals = member.indexOf('=');
    if (equals === -1) return null;
    const key = member.slice(0, equals);
    const value = member.slice(equals + 1);
    if (!KEY.test(key) || !VALUE.test(value) || members.has(key)) return null;
    members.set(key, value);
  }
  return members;
}

/**
 * Whether `raw` is a valid `tracestate`. A bad one never makes its `traceparent` bad (Level 2, "Tracestate Header"):
 * the caller drops the tracestate alone.
 */
export function validTracestate(raw: unknown): boolean {
  return tracestateMembers(raw) !== null;
}
