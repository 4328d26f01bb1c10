import type { IncomingMessage } from 'node:http';
import { readAttributes } from './http-attributes.ts';
import { MAX_EVENT_BYTES, type Mode } from './http-mode.ts';
import { problem, type Problem } from './http-problem.ts';
import { MAX_INPUT_EVENTS, readOutsideText } from './outside-text.ts';
import { batchesOf, singleEvent, type InputBatch } from './read-input.ts';

export type RequestReading =
  | {
      readonly ok: true;
      /** A single event is answered with one object, several with a list. */
      readonly isSingle: boolean;
      readonly batches: Iterable<InputBatch>;
    }
  | { readonly ok: false; readonly problem: Problem };

/** The events of a request whose head was found good. */
export function readEvents(mode: Mode, headers: IncomingMessage['headersDistinct'], body: Uint8Array): RequestReading {
  const read = readOutsideText(body);
  if (!read.ok) return refuse(read.reason === 'not_utf8' ? 400 : 413, read.message);
  let value: unknown;
  try {
    value = JSON.parse(read.text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return refuse(400, `The body is not JSON: ${error instanceof Error ? error.message : ''}`);
  }
  switch (mode) {
    case 'binary':
      return readBinary(headers, value);
    case 'structured':
      return Array.isArray(value) ? refuse(400, 'One CloudEvent is a JSON object.') : single(asCloudEvent(value));
    case 'batch':
      return Array.isArray(value) ? several(value.map(asCloudEvent)) : refuse(400, 'A batch is a JSON array.');
    case 'plain':
      if (Array.isArray(value)) return several(value);
      if (body.length > MAX_EVENT_BYTES) return refuse(413, `One event may have ${MAX_EVENT_BYTES} bytes.`);
      return single(value);
  }
}

function readBinary(headers: IncomingMessage['headersDistinct'], data: unknown): RequestReading {
  const read = readAttributes(headers);
  if (!read.ok) return refuse(400, read.message);
  return single({ specversion: undefined, ...read.attributes, data });
}

/** What is sent as a CloudEvent is judged as one, also where it forgot to say which version it is of. */
function asCloudEvent(value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && !('specversion' in value) ? { ...value, specversion: undefined } : value;
}

const single = (value: unknown): RequestReading => ({ ok: true, isSingle: true, batches: [singleEvent(value)] });

function several(values: readonly unknown[]): RequestReading {
  if (values.length > MAX_INPUT_EVENTS) return refuse(413, `A request may bring ${MAX_INPUT_EVENTS} events: split it.`);
  return { ok: true, isSingle: false, batches: batchesOf(values) };
}

const refuse = (status: number, detail: string): RequestReading => ({ ok: false, problem: problem(status, detail) });
