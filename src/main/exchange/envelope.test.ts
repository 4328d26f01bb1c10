import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { WAY_IN } from '../../../test/support/station/bench.ts';
import { readEnvelope, type Envelope } from './envelope.ts';

const cloudEvent = {
  specversion: '1.0',
  id: 'e-1',
  source: 'urn:shop',
  type: 'pickspan.order.created',
  data: { order_id: 'ORD-1' },
};

function read(value: unknown): Envelope {
  const reading = readEnvelope(value, WAY_IN);
  if (!reading.ok) throw new Error(`refused: ${reading.refusal.path} ${reading.refusal.message}`);
  return reading.envelope;
}

describe('a CloudEvent', () => {
  it('is read by its attributes', () => {
    expect(read({ ...cloudEvent, subject: 'ORD-1', time: '2026-11-20T10:12:00+01:00', extra: 1 })).toEqual({
      source: 'urn:shop',
      id: 'e-1',
      type: 'order.created',
      subject: 'ORD-1',
      timeMs: Date.UTC(2026, 10, 20, 9, 12),
      context: undefined,
      data: { order_id: 'ORD-1' },
      bare: false,
      dataPath: '$.data',
    });
  });

  it('may carry its data in base64', () => {
    const { data: _data, ...rest } = cloudEvent;
    const encoded = Buffer.from('{"order_id":"ORD-Ü"}').toString('base64');
    expect(read({ ...rest, data_base64: encoded }).data).toEqual({ order_id: 'ORD-Ü' });
  });

  it.each([
    ['specversion', { specversion: '0.3' }, '$.specversion'],
    ['a number as specversion', { specversion: 1 }, '$.specversion'],
    ['an id', { id: undefined }, '$.id'],
    ['an id that is empty', { id: '' }, '$.id'],
    ['an id that is a number', { id: 7 }, '$.id'],
    ['a source', { source: undefined }, '$.source'],
    ['a type', { type: '' }, '$.type'],
    ['a subject that is empty', { subject: '' }, '$.subject'],
    ['a subject that is a number', { subject: 1 }, '$.subject'],
    ['a time', { time: 'yesterday' }, '$.time'],
    ['a time without an offset', { time: '2026-11-20T09:12:00' }, '$.time'],
    ['data', { data: undefined }, '$.data'],
    ['data that is a list', { data: [] }, '$.data'],
    ['data that is text', { data: '{}' }, '$.data'],
    ['base64 that is none', { data: undefined, data_base64: '####' }, '$.data'],
    [
      'base64 of something else than UTF-8',
      { data_base64: Buffer.from('{"a":"Ü"}', 'latin1').toString('base64') },
      '$.data',
    ],
  ])('is refused for %s, by its path', (_name, change, path) => {
    expect(readEnvelope({ ...cloudEvent, ...change }, WAY_IN)).toMatchObject({
      ok: false,
      refusal: { reason: 'invalid', path },
    });
  });

  it('a refusal still says which event it was', () => {
    expect(readEnvelope({ ...cloudEvent, data: 1 }, WAY_IN)).toMatchObject({ source: 'urn:shop', id: 'e-1' });
  });
});

describe('messages without an envelope', () => {
  const contexts = { checkout_trace_context: {}, pick_trace_context: {} };
  it.each<[string, object, string]>([
    ['a new order', { order_id: 'O' }, 'order.created'],
    ['a picked order', { order_id: 'O', ...contexts }, 'order.picked'],
    ['a packed order', { order_id: 'O', all_trace_contexts: { order_id: 'O', ...contexts } }, 'order.packed'],
    ['a type of its own', { order_id: 'O', type: 'payment.confirmed' }, 'payment.confirmed'],
    ['a type with our prefix', { type: 'pickspan.inventory.reserved', order_id: 'O' }, 'inventory.reserved'],
    ['a type in the second article’s words', { type: 'payment_confirmed', order_id: 'O' }, 'payment.confirmed'],
  ])('%s is told by what is in it', (_name, message, type) => {
    expect(read(message)).toMatchObject({ type, bare: true, source: WAY_IN, subject: undefined });
  });

  it('is named by the SHA-256 of its canonical JSON', () => {
    const canonical = '{"a":1,"items":[1,"€"],"order_id":"O"}';
    const { id } = read({ order_id: 'O', items: [1.0, '\u20AC'], a: 1 });
    expect(id).toBe(createHash('sha256').update(canonical).digest('hex'));
  });

  it('the order of its fields makes no other event of it, another value does', () => {
    const { id } = read({ order_id: 'O', n: 1 });
    expect(read({ n: 1, order_id: 'O' }).id).toBe(id);
    expect(read({ n: 2, order_id: 'O' }).id).not.toBe(id);
  });

  it('may bring id, source, time and data', () => {
    const message = { id: 'm-1', source: 'shop', type: 'order_created', time: '2026-11-20T09:12:00Z', order_id: 'O' };
    expect(read({ ...message, data: { priority: 1 } })).toMatchObject({
      id: 'm-1',
      source: 'shop',
      timeMs: Date.UTC(2026, 10, 20, 9, 12),
      data: { order_id: 'O', priority: 1 },
      dataPath: '$.data',
    });
  });

  it('never throws for what a text can hold', () => {
    const message: unknown = JSON.parse('{"order_id":"O","note":"half a pair: \\ud800"}');
    expect(() => readEnvelope(message, WAY_IN)).not.toThrow();
  });

  it.each([[null], [1], ['text'], [[]], [true]])('%j is no event', (value) => {
    expect(readEnvelope(value, WAY_IN)).toMatchObject({ ok: false, refusal: { reason: 'not_an_event', path: '$' } });
  });
});
