/*
 * The attributes of an event in binary mode: one `ce-` header each.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3132-http-header-values
 */

export type AttributesReading =
  | { readonly ok: true; readonly attributes: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly message: string };

export function readAttributes(headers: NodeJS.Dict<string[]>): AttributesReading {
  const attributes: [string, string][] = [];
  for (const [header, values = []] of Object.entries(headers)) {
    const [, name] = /^ce-([a-z0-9]+)$/.exec(header) ?? [];
    // `data` is the body; nothing in a header may stand for it.
    if (name === undefined || name === 'data') continue;
    const [value, another] = values;
    if (value === undefined || another !== undefined) return { ok: false, message: `${header} stands there twice.` };
    const decoded = decodeValue(value);
    if (decoded === undefined) return { ok: false, message: `${header} is not percent-encoded UTF-8.` };
    attributes.push([name, decoded]);
  }
  return { ok: true, attributes: Object.fromEntries(attributes) };
}

/** Undefined where the binding says that the value must be rejected: bytes that are not UTF-8, or not encoded at all. */
function decodeValue(header: string): string | undefined {
  if (!/^[\x20-\x7E]*$/.test(header)) return undefined;
  // Before version 1.0.1 values with blanks were quoted instead of encoded.
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(header)?.[1];
  try {
    return decodeURIComponent(quoted === undefined ? header : quoted.replace(/\\(.)/g, '$1'));
  } catch {
    return undefined;
  }
}
