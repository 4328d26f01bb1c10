import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { readContext, readContextParts, type StoredContext } from '../trace/context/stored-context.ts';
import { noteAttributes } from './note-attributes.ts';
import { readTime } from './time.ts';

/** An event as it came, whatever it was wrapped in. `data` is not looked into here. */
export interface Envelope {
  readonly source: string;
  readonly id: string;
  /** Without `pickspan.`: `order.created`. */
  readonly type: string;
  readonly subject: string | undefined;
  readonly timeMs: number | undefined;
  /** The producer's span, from the first valid of: envelope, metadata, trace_context, note attributes. */
  readonly context: StoredContext | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  /** The articles' messages have no envelope; `$.` is then where their data begins. */
  readonly bare: boolean;
  readonly dataPath: '$.data' | '$';
}

/** Why an input was not taken: a stable word, where, and a sentence for people. */
export interface Refusal {
  readonly reason: string;
  readonly path: string;
  readonly message: string;
}

export type EnvelopeReading =
  | { readonly ok: true; readonly envelope: Envelope }
  | {
      readonly ok: false;
      readonly refusal: Refusal;
      readonly source?: string | undefined;
      readonly id?: string | undefined;
      readonly type?: string | undefined;
    };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the envelope of an event: CloudEvents 1.0 (structured JSON), an event with `type` and `metadata` as in the second
 * article, or the bare message of the first one.
 * @param wayIn names how it came; it is the `source` of an event that brings none.
 */
export function readEnvelope(value: unknown, wayIn: string): EnvelopeReading {
  if (!isFields(value)) return refuse('not_an_event', '$', 'An event is a JSON object.');
  return 'specversion' in value ? readCloudEvent(value) : readBare(value, wayIn);
}

function readCloudEvent(event: Fields): EnvelopeReading {
  const known = { source: textOr(event['source']), id: textOr(event['id']), type: textOr(event['type']) };
  const fault = (path: string, message: string): EnvelopeReading => ({ ...refuse('invalid', path, message), ...known });
  if (event['specversion'] !== '1.0') return fault('$.specversion', 'CloudEvents 1.0 is the version read here.');
  if (known.id === undefined) return fault('$.id', 'An event needs an id that is not empty.');
  if (known.source === undefined) return fault('$.source', 'An event needs a source that is not empty.');
  if (known.type === undefined) return fault('$.type', 'An event needs a type that is not empty.');
  const { subject } = event;
  if (subject !== undefined && textOr(subject) === undefined)
    return fault('$.subject', 'The subject is the order id: text that is not empty.');
  const time = readTime(event['time']);
  if (!time.ok) return fault('$.time', 'A time is RFC 3339, like 2026-11-20T09:12:00Z.');
  const data = readData(event);
  if (!isFields(data)) return fault('$.data', 'The data of an event is a JSON object.');
  return {
    ok: true,
    envelope: {
      source: known.source,
      id: known.id,
      type: typeName(known.type),
      subject: textOr(subject),
      timeMs: time.ms,
      context: firstContext(event, data),
      data,
      bare: false,
      dataPath: '$.data',
    },
  };
}

function readBare(message: Fields, wayIn: string): EnvelopeReading {
  const given = textOr(message['type']);
  const data = given !== undefined && isFields(message['data']) ? message['data'] : message;
  const time = readTime(message['time']);
  if (!time.ok)
    return { ...refuse('invalid', '$.time', 'A time is RFC 3339, like 2026-11-20T09:12:00Z.'), type: given };
  const id = textOr(message['id']) ?? digest(message);
  if (id === undefined) return refuse('invalid', '$', 'The message holds half a character: its text is no Unicode.');
  return {
    ok: true,
    envelope: {
      source: textOr(message['source']) ?? wayIn,
      id,
      type: given === undefined ? typeOfMessage(message) : typeName(given),
      subject: undefined,
      timeMs: time.ms,
      context: firstContext(message, data),
      data: data === message ? message : { order_id: message['order_id'], ...data },
      bare: true,
      dataPath: data === message ? '$' : '$.data',
    },
  };
}

/** The first article's three queues tell their messages apart by what is in them. */
function typeOfMessage(message: Fields): string {
  if ('all_trace_contexts' in message) return 'order.packed';
  if ('pick_trace_context' in message) return 'order.picked';
  return 'order.created';
}

/** `pickspan.order.created`, `order.created` and `order_created` (second article) are one type. */
function typeName(type: string): string {
  const name = type.replace(/^pickspan\./, '').replaceAll('_', '.');
  return OURS.test(name) ? name : type;
}

/** The type as CloudEvents write it, also of a message that came bare; one of another system stays as it came. */
export const fullType = (type: string): string => (OURS.test(type) ? `pickspan.${type}` : type);

const OURS = /^(?:order|payment|inventory|product|batch)\./;

function readData(event: Fields): unknown {
  const encoded = event['data_base64'];
  if (typeof encoded !== 'string') return event['data'];
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(encoded, 'base64'))) as unknown;
  } catch {
    return undefined;
  }
}

/** Precedence of INTERFACES 3; a context that is not valid is passed over, never a reason to refuse. */
function firstContext(event: Fields, data: Fields): StoredContext | undefined {
  const metadata = [event['metadata'], data['metadata']].filter(isFields);
  const readings = [
    readContext({ traceparent: event['traceparent'], tracestate: event['tracestate'] }),
    ...metadata.map((fields) => readContext({ traceparent: fields['traceparent'], tracestate: fields['tracestate'] })),
    readContextParts(event['trace_context']),
    readContextParts(data['trace_context']),
    readContext(noteAttributes(data['order'])),
  ];
  for (const reading of readings) if (reading.ok) return reading.context;
  return undefined;
}

/** An id for a message that has none: the same content is the same event (RFC 8785, SHA-256). */
function digest(message: Fields): string | undefined {
  try {
    return createHash('sha256')
      .update(canonicalize(message) ?? '')
      .digest('hex');
  } catch {
    // RFC 8785 has no form for a lone surrogate.
    return undefined;
  }
}

function textOr(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 2048 && value.isWellFormed() ? value : undefined;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function refuse(reason: string, path: string, message: string): EnvelopeReading & { ok: false } {
  return { ok: false, refusal: { reason, path, message } };
}
