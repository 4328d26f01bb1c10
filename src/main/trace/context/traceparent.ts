// The `traceparent` value of W3C Trace Context Level 2 (https://www.w3.org/TR/trace-context-2/#traceparent-header).
// Our own, because the SDK's parser trims blanks, and its writer emits three hex digits for flags of 16 and more.

/** The two flag bits Level 2 defines: sampled (01) and random trace id (02). All others must be sent as zero. */
export const DEFINED_FLAGS = 0x03;

export type ParsedTraceparent =
  | { ok: true; traceId: string; spanId: string; flags: number; version: string }
  | { ok: false; reason: string };

const LENGTH_OF_VERSION_00 = 55;

const SHAPE = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

// What later versions may append is theirs to define, so it is not looked into. But it has to be something a header
// can carry (RFC 9110 section 5.5): no control characters, no blank at the end. Else a stored value could not be sent.
const LATER_FIELDS = /^-(?:[ -~]*[!-~])?$/;

/** Whether `value` is a trace id that may be used: 32 lower-case hex digits, not all zero. */
export function isTraceId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value) && !/^0+$/.test(value);
}

/** Whether `value` is a span id that may be used: 16 lower-case hex digits, not all zero. */
export function isSpanId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{16}$/.test(value) && !/^0+$/.test(value);
}

/**
 * Reads a `traceparent` by the letter of Level 2: lower-case hex, no surrounding blanks, version 00 of exactly 55
 * characters, never version ff, never an all-zero id. A higher version is read by its first 55 characters, and may be
 * longer only when a dash follows them (section "Versioning of traceparent").
 *
 * @param raw anything; only a string can be a traceparent
 * @returns ids of 32 and 16 hex digits, `flags` 0..255 as sent (mask with `DEFINED_FLAGS` before use) and the two hex
 *   digits of the version; or the reason in a few words
 */
export function parseTraceparent(raw: unknown): ParsedTraceparent {
  if (raw === undefined || raw === null) return { ok: false, reason: 'traceparent is missing' };
  if (typeof raw !== 'string') return { ok: false, reason: 'traceparent is not a string' };
  if (raw.length < LENGTH_OF_VERSION_00) return { ok: false, reason: 'traceparent is shorter than 55 characters' };
  const [, version, traceId, spanId, flags] = SHAPE.exec(raw.slice(0, LENGTH_OF_VERSION_00)) ?? [];
  if (version === undefined || flags === undefined) {
    return { ok: false, reason: 'traceparent is not lower-case hex of the form vv-trace-span-ff' };
  }
  if (version === 'ff') return { ok: false, reason: 'traceparent has the forbidden version ff' };
  const rest = raw.slice(LENGTH_OF_VERSION_00);
  if (rest !== '' && version === '00') {
    return { ok: false, reason: 'traceparent of version 00 is longer than 55 characters' };
  }
  if (rest !== '' && !LATER_FIELDS.test(rest)) {
    return { ok: false, reason: 'traceparent goes on after its flags without a dash' };
  }
  if (!isTraceId(traceId)) return { ok: false, reason: 'traceparent has a trace id of zeros' };
  if (!isSpanId(spanId)) return { ok: false, reason: 'traceparent has a span id of zeros' };
  return { ok: true, traceId, spanId, flags: Number.parseInt(flags, 16), version };
}

/**
 * Writes a version 00 `traceparent` of 55 characters. Flags are cut to the two defined bits, as Level 2 demands of
 * every sender ("Other Flags").
 *
 * @param context ids of 32 and 16 lower-case hex digits, flags 0..255
 * @throws RangeError when an id is not one: it was made up here, so that is a bug
 */
export function formatTraceparent(context: { traceId: string; spanId: string; flags: number }): string {
  if (!isTraceId(context.traceId)) throw new RangeError('not a trace id');
  if (!isSpanId(context.spanId)) throw new RangeError('not a span id');
  return `00-${context.traceId}-${context.spanId}-0${(context.flags & DEFINED_FLAGS).toString(16)}`;
}
