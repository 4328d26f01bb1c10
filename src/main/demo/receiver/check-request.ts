import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { WireTraceRequest } from './otlp-request.ts';
import { otlpTraceSchema } from './otlp-trace-schema.ts';

/** A request body that follows OTLP/JSON, or every way in which it does not, one sentence each. */
export type Checked =
  | { readonly ok: true; readonly request: WireTraceRequest }
  | { readonly ok: false; readonly problems: readonly string[] };

// A body of many megabytes can break one rule in a million places; nobody reads past the first hundred.
const MOST_PROBLEMS = 100;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;

/** Whether a decimal string is in a range; what is not decimal at all is left for the schema's pattern to name. */
function within(value: string, min: bigint, max: bigint): boolean {
  if (!/^-?[0-9]+$/.test(value)) return true;
  const number = BigInt(value);
  return number >= min && number <= max;
}

let compiled: ValidateFunction<WireTraceRequest> | undefined;

/** Compiled on first use and kept: it takes tens of milliseconds, and a station that never runs the demo pays none. */
function validator(): ValidateFunction<WireTraceRequest> {
  if (compiled === undefined) {
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true });
    // A protobuf string is valid UTF-8, which half a surrogate pair (a name cut in the middle of an emoji) has no form
    // in: https://protobuf.dev/programming-guides/proto3/#scalar
    ajv.addFormat('utf8', { type: 'string', validate: (value: string) => value.isWellFormed() });
    ajv.addFormat('uint64', { type: 'string', validate: (value: string) => within(value, 0n, UINT64_MAX) });
    ajv.addFormat('int64', { type: 'string', validate: (value: string) => within(value, INT64_MIN, INT64_MAX) });
    compiled = ajv.compile<WireTraceRequest>(otlpTraceSchema);
  }
  return compiled;
}

function sentence(error: ErrorObject): string {
  const params: Record<string, unknown> = error.params;
  const extra = params['additionalProperty'];
  const where = error.instancePath === '' ? 'the request' : error.instancePath;
  return `${where} ${error.message ?? 'is wrong'}${typeof extra === 'string' ? ` (it has ${extra})` : ''}`;
}

function parse(body: Uint8Array): { readonly json: unknown } | { readonly problem: string } {
  try {
    // Fatal, because a decoder that replaces broken bytes would hide them.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return { json: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: `the body is not JSON in UTF-8: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/**
 * Checks the uncompressed body of `POST /v1/traces` against `otlpTraceSchema`.
 *
 * Never throws on a bad body: broken UTF-8, broken JSON and every rule of the schema that is not kept come back as
 * `problems` (at most 100, then how many more), each with the JSON pointer of the place.
 */
export function checkRequest(body: Uint8Array): Checked {
  const parsed = parse(body);
  if ('problem' in parsed) return { ok: false, problems: [parsed.problem] };
  const validate = validator();
  if (validate(parsed.json)) return { ok: true, request: parsed.json };
  const errors = validate.errors ?? [];
  const problems = errors.slice(0, MOST_PROBLEMS).map(sentence);
  if (errors.length > MOST_PROBLEMS) problems.push(`and ${errors.length - MOST_PROBLEMS} more`);
  return { ok: false, problems };
}
