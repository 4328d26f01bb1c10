import type { Database } from 'better-sqlite3';

type Plain = string | number | boolean | readonly Plain[];
export type PlainAttributes = Readonly<Record<string, Plain>>;

interface OtlpValue {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
  readonly arrayValue?: { readonly values: readonly OtlpValue[] };
}
type OtlpAttributes = readonly { readonly key: string; readonly value: OtlpValue }[];

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: OtlpAttributes;
  readonly links: readonly {
    readonly traceId: string;
    readonly spanId: string;
    readonly traceState?: string;
    readonly flags: number;
    readonly attributes: OtlpAttributes;
  }[];
  readonly events: readonly {
    readonly name: string;
    readonly timeUnixNano: string;
    readonly attributes: OtlpAttributes;
  }[];
}

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER'];

/** A span as it lies in the journal, in plain values. */
export interface JournalSpan {
  readonly name: string;
  readonly kind: string | undefined;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: PlainAttributes;
  readonly links: readonly {
    readonly traceId: string;
    readonly spanId: string;
    readonly traceState: string | undefined;
    readonly flags: number;
    readonly attributes: PlainAttributes;
  }[];
  readonly events: readonly { readonly name: string; readonly attributes: PlainAttributes }[];
}

/** The journal, oldest first; by a name only the spans of that name. */
export function journalSpans(db: Database, name?: string): JournalSpan[] {
  return db
    .prepare<[], { otlp: string }>('SELECT otlp FROM journal ORDER BY seq')
    .all()
    .map(({ otlp }) => read(JSON.parse(otlp) as OtlpSpan))
    .filter((span) => name === undefined || span.name === name);
}

function read(span: OtlpSpan): JournalSpan {
  return {
    name: span.name,
    kind: KINDS[span.kind],
    traceId: span.traceId,
    spanId: span.spanId,
    parentSpanId: span.parentSpanId,
    startMs: Number(BigInt(span.startTimeUnixNano) / 1_000_000n),
    endMs: Number(BigInt(span.endTimeUnixNano) / 1_000_000n),
    attributes: plain(span.attributes),
    links: span.links.map(({ traceId, spanId, traceState, flags, attributes }) => ({
      traceId,
      spanId,
      traceState,
      flags,
      attributes: plain(attributes),
    })),
    events: span.events.map(({ name, attributes }) => ({ name, attributes: plain(attributes) })),
  };
}

function plain(attributes: OtlpAttributes): PlainAttributes {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plainValue(value)]));
}

function plainValue(value: OtlpValue): Plain {
  if (value.intValue !== undefined) return Number(value.intValue);
  if (value.arrayValue !== undefined) return value.arrayValue.values.map(plainValue);
  const simple = value.stringValue ?? value.doubleValue ?? value.boolValue;
  if (simple === undefined) throw new Error('an attribute without a value');
  return simple;
}
