import type { Attributes } from '@opentelemetry/api';

/** What domain code may hand over: absent values are left out. */
export type LooseAttributes = Readonly<
  Record<string, string | number | boolean | readonly string[] | readonly number[] | null | undefined>
>;

/** Long values would blow up a batch; the longest thing we mean to record is a list of tracking numbers. */
const MAX_LENGTH = 4096;

/**
 * Attributes that every receiver can read: one span with a NaN or half a surrogate pair would make a backend refuse the
 * whole batch it travels in. Such values are mended here, before the span is made, and never at sending time.
 */
export function cleanAttributes(attributes: LooseAttributes): Attributes {
  const clean: Attributes = {};
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    if (typeof value === 'string') clean[key] = cleanText(value);
    else if (typeof value === 'number') clean[key] = cleanNumber(value);
    else if (typeof value === 'boolean') clean[key] = value;
    else if (value.every((item) => typeof item === 'string')) clean[key] = value.map(cleanText);
    else clean[key] = value.map((item) => String(item));
  }
  return clean;
}

function cleanText(text: string): string {
  return text.slice(0, MAX_LENGTH).toWellFormed();
}

function cleanNumber(value: number): number | string {
  // An integer above 2^53 would be written in exponent form, which is no int64.
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value)) ? value : String(value);
}
