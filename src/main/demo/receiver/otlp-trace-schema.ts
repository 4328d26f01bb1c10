// OTLP/JSON, written down from the published .proto files rather than from any exporter's output, so that what an
// exporter sends is judged by the standard and not by itself:
//   https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
//   .../common/v1/common.proto, .../resource/v1/resource.proto
//   https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding (hex ids, integer enums, lowerCamelCase names)
//   https://protobuf.dev/programming-guides/json/ (64-bit integers, doubles, bytes)
//
// A receiver in production must ignore unknown fields and may take upper-case hex. This one refuses both, and `null`
// and empty values too: it is a witness, and a field that nobody would read is a fault in the sender.

const text = { type: 'string', format: 'utf8' } as const;
const uint32 = { type: 'integer', minimum: 0, maximum: 4_294_967_295 } as const;
const attributes = { type: 'array', items: { $ref: '#/$defs/keyValue' } } as const;

/** A message: only the fields named here, of which `required` must be there. */
function message<const P extends Record<string, object>, const R extends readonly string[]>(
  properties: P,
  required: R,
) {
  return { type: 'object', properties, required, additionalProperties: false } as const;
}

// Lower-case hex of a fixed length that is not all zeros: an id of zeros is invalid (trace.proto, Span.trace_id).
const traceId = { type: 'string', pattern: '^(?!0{32}$)[0-9a-f]{32}$' } as const;
const spanId = { type: 'string', pattern: '^(?!0{16}$)[0-9a-f]{16}$' } as const;

// 64-bit integers are decimal strings; a number is taken as long as JSON carries it exactly (up to 2^53 - 1), which a
// time of today in nanoseconds never is. The formats `uint64` and `int64` add the range of the string.
const fixed64 = {
  type: ['string', 'integer'],
  pattern: '^(0|[1-9][0-9]{0,19})$',
  format: 'uint64',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
} as const;
const int64 = {
  type: ['string', 'integer'],
  pattern: '^(0|-?[1-9][0-9]{0,18})$',
  format: 'int64',
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
} as const;

const anyValue = {
  ...message(
    {
      stringValue: text,
      boolValue: { type: 'boolean' },
      intValue: int64,
      doubleValue: { anyOf: [{ type: 'number' }, { enum: ['NaN', 'Infinity', '-Infinity'] }] },
      arrayValue: message({ values: { type: 'array', items: { $ref: '#/$defs/anyValue' } } }, []),
      kvlistValue: message({ values: attributes }, []),
      bytesValue: {
        type: 'string',
        pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
      },
    },
    [],
  ),
  // A oneof: exactly one field. An empty AnyValue is legal protobuf, but here it means a lost value.
  minProperties: 1,
  maxProperties: 1,
} as const;

const event = message({ timeUnixNano: fixed64, name: text, attributes, droppedAttributesCount: uint32 }, [
  'timeUnixNano',
  'name',
]);

const link = message({ traceId, spanId, traceState: text, attributes, droppedAttributesCount: uint32, flags: uint32 }, [
  'traceId',
  'spanId',
]);

const span = message(
  {
    traceId,
    spanId,
    traceState: text,
    // Empty, like absent, means a root span.
    parentSpanId: { type: 'string', pattern: '^$|^(?!0{16}$)[0-9a-f]{16}$' },
    flags: uint32,
    name: { ...text, minLength: 1 },
    kind: { type: 'integer', minimum: 0, maximum: 5 },
    startTimeUnixNano: fixed64,
    endTimeUnixNano: fixed64,
    attributes,
    droppedAttributesCount: uint32,
    events: { type: 'array', items: event },
    droppedEventsCount: uint32,
    links: { type: 'array', items: link },
    droppedLinksCount: uint32,
    status: message({ code: { type: 'integer', minimum: 0, maximum: 2 }, message: text }, []),
  },
  ['traceId', 'spanId', 'name', 'kind', 'startTimeUnixNano', 'endTimeUnixNano'],
);

const strings = { type: 'array', items: text } as const;
const entityRef = message(
  { schemaUrl: text, type: { ...text, minLength: 1 }, idKeys: strings, descriptionKeys: strings },
  ['type', 'idKeys'],
);
const resource = message(
  { attributes, droppedAttributesCount: uint32, entityRefs: { type: 'array', items: entityRef } },
  [],
);
const scope = message({ name: text, version: text, attributes, droppedAttributesCount: uint32 }, []);
const scopeSpans = message({ scope, spans: { type: 'array', items: span }, schemaUrl: text }, []);
const resourceSpans = message({ resource, scopeSpans: { type: 'array', items: scopeSpans }, schemaUrl: text }, []);

/**
 * Strict JSON Schema (draft 2020-12) of an `ExportTraceServiceRequest` in OTLP/JSON, the body of `POST /v1/traces`.
 * It uses the formats `utf8`, `uint64` and `int64`, which whoever compiles it has to define (`check-request.ts` does).
 */
export const otlpTraceSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $defs: {
    anyValue,
    keyValue: message({ key: { ...text, minLength: 1 }, value: { $ref: '#/$defs/anyValue' } }, ['key', 'value']),
  },
  ...message({ resourceSpans: { type: 'array', items: resourceSpans } }, []),
} as const;
