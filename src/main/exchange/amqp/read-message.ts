import type { InputItem } from '../read-input.ts';
import { refusedWhole, singleEvent } from '../read-input.ts';
import { readOutsideText } from '../outside-text.ts';

/** A message as the client library hands it over. */
export interface AmqpMessage {
  readonly body: unknown;
  readonly contentType?: string | undefined;
  readonly headers?: Readonly<Record<string, unknown>> | undefined;
}

/** The prefixes of attributes in binary mode: of the specification, and for clients that cannot send a colon. */
const PREFIX = /^cloudEvents[:_]/;

/** What a message without an envelope is, by the queue it came through. */
const BARE_TYPES: Readonly<Record<string, string>> = {
  'orders.picked': 'order.picked',
  'orders.packed': 'order.packed',
};

/**
 * Reads the event of a message: a CloudEvent in structured or binary mode, or a body as it stands.
 * https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/amqp-protocol-binding.md
 */
export function readMessage(message: AmqpMessage, queue: string): InputItem {
  const parsed = parseBody(message.body);
  if (!parsed.ok) return only(refusedWhole(parsed.reason, parsed.message, parsed.raw).items);
  const { value } = parsed;
  const attributes = Object.entries(message.headers ?? {}).flatMap(([name, text]) =>
    PREFIX.test(name) ? [[name.replace(PREFIX, ''), text]] : [],
  );
  if (attributes.length > 0) return only(singleEvent({ ...Object.fromEntries(attributes), data: value }).items);
  const type = BARE_TYPES[queue];
  const isBare = type !== undefined && isFields(value) && !('specversion' in value) && !('type' in value);
  return only(singleEvent(isBare ? { ...value, type } : value).items);
}

type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly reason: string; readonly message: string; readonly raw: string };

/** The client has parsed a body that says it is JSON, and left one alone that it could not. */
function parseBody(body: unknown): Parsed {
  if (!Buffer.isBuffer(body) && typeof body !== 'string') return { ok: true, value: body };
  const reading = typeof body === 'string' ? ({ ok: true, text: body } as const) : readOutsideText(body);
  const raw = typeof body === 'string' ? body : body.toString('utf8');
  if (!reading.ok) return { ok: false, reason: reading.reason, message: reading.message, raw: raw.slice(0, 10_000) };
  try {
    return { ok: true, value: JSON.parse(reading.text) as unknown };
  } catch (error) {
    return { ok: false, reason: 'not_json', message: error instanceof Error ? error.message : '', raw };
  }
}

function only(items: readonly InputItem[]): InputItem {
  const [item] = items;
  if (item === undefined) throw new Error('a message is one event');
  return item;
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
