import type { Attributes, AttributeValue } from '@opentelemetry/api';

/** What domain code may hand over: absent values are left out. */
export type LooseAttributes = Readonly<
  Record<string, string | number | boolean | readonly string[] | readonly number[] | null | undefined>
>;

/** Long values would blow up a batch; the longest thing we mean to record is a list of tracking numbers. */
const MAX_LENGTH = 4096;

/**
 * Attributes that every receiver can read: one span with a NaN or half a surrogate pair would make a backend refuse the
 * whole batch it travels in. Such values are mended here, before the span is made, and never at sending time. It takes
 * whatever comes, since a value that got past the types must not cost the work it tells of.
 */
export function cleanAttributes(attributes: Readonly<Record<string, unknown>>): Attributes {
  const clean: Attributes = {};
  for (const [key, value] of Object.entries(attributes)) {
    const mended = Array.isArray(value) ? cleanList(value) : cleanValue(value);
    if (mended !== undefined) clean[cleanText(key)] = mended;
  }
  return clean;
}

/** Text that has a form in UTF-8, and is not too long. */
export function cleanText(text: string): string {
  return text.slice(0, MAX_LENGTH).toWellFormed();
}

/** Lists are lists of text: OpenTelemetry knows only lists of one kind. */
function cleanList(list: readonly unknown[]): AttributeValue {
  return list.flatMap((item) => {
    const value = cleanValue(item);
    return value === undefined ? [] : [String(value)];
  });
}

/** Undefined for what is no value at all: null, an object, a function. */
function cleanValue(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return cleanNumber(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return String(value);
  return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : undefined;
}

function cleanNumber(value: number): number | string {
  // An integer above 2^53 would be written in exponent form, which is no int64.
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value)) ? value : String(value);
}
