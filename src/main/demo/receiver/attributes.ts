import type { WireAnyValue, WireKeyValue } from './otlp-request.ts';

/**
 * An attribute as a plain value. `intValue` is a number where that is exact and a bigint beyond 2^53; `doubleValue` a
 * number, which may be NaN or an infinity; `bytesValue` a Uint8Array; arrays and key-value lists nest.
 */
export type AttributeValue =
  | string
  | number
  | bigint
  | boolean
  | Uint8Array
  | AttributeValue[]
  | { [key: string]: AttributeValue };

function decodeInt(value: string | number): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(value);
}

function decodeValue(value: WireAnyValue): AttributeValue {
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.boolValue !== undefined) return value.boolValue;
  if (value.intValue !== undefined) return decodeInt(value.intValue);
  // Number('Infinity') and Number('NaN') are the values the three special strings stand for.
  if (value.doubleValue !== undefined) return Number(value.doubleValue);
  if (value.bytesValue !== undefined) return new Uint8Array(Buffer.from(value.bytesValue, 'base64'));
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(decodeValue);
  return decodeAttributes(value.kvlistValue?.values);
}

/**
 * Attributes as a plain object; where a key comes twice the last one counts (`duplicateKeys` tells).
 * A key may be anything, `__proto__` included: `Object.fromEntries` defines properties and never calls a setter.
 */
export function decodeAttributes(list: readonly WireKeyValue[] | undefined): Record<string, AttributeValue> {
  return Object.fromEntries((list ?? []).map(({ key, value }) => [key, decodeValue(value)]));
}

/**
 * The keys that come more than once in one list, at any depth of nested lists. Keys MUST be unique, and what a backend
 * does with a second one is up to it (common.proto, KeyValueList.values; trace.proto, Span.attributes).
 */
export function duplicateKeys(list: readonly WireKeyValue[] | undefined): string[] {
  const seen = new Set<string>();
  const twice: string[] = [];
  for (const { key, value } of list ?? []) {
    if (seen.has(key)) twice.push(key);
    seen.add(key);
    twice.push(...duplicatesWithin(value));
  }
  return twice;
}

function duplicatesWithin(value: WireAnyValue): string[] {
  if (value.kvlistValue !== undefined) return duplicateKeys(value.kvlistValue.values);
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).flatMap(duplicatesWithin);
  return [];
}
