import { describe, expect, it } from 'vitest';
import { context, created, orderData } from '../../../test/support/station/samples.ts';
import { openDoor } from '../../../test/support/station/ways-in.ts';

const STRUCTURED = { 'content-type': 'application/cloudevents+json; charset=UTF-8' };
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };
const ATTRIBUTES = {
  'ce-specversion': '1.0',
  'ce-id': 'e-1',
  'ce-source': 'urn:shop%20%E2%82%AC',
  'ce-type': 'pickspan.order.created',
  'ce-subject': 'ORD-1',
  'ce-traceparent': context(7).traceparent,
};

const answerOf = async (response: Response): Promise<unknown> => {
  expect(response.headers.get('content-type')).toBe('application/json');
  return [response.status, await response.json()];
};

describe('one event', () => {
  it('structured', async () => {
    const { post } = await openDoor();
    const event = created('ORD-1', {}, { traceparent: context(1).traceparent });
    expect(await answerOf(await post(JSON.stringify(event), STRUCTURED))).toMatchObject([
      200,
      { result: 'accepted', order_id: 'ORD-1', event_id: event['id'], linked: true },
    ]);
    expect(await answerOf(await post(JSON.stringify(event), STRUCTURED))).toMatchObject([200, { result: 'duplicate' }]);
  });

  it('binary: the attributes from the headers, the context of the event and not of the hop', async () => {
    const { post, station } = await openDoor();
    const headers = { ...ATTRIBUTES, traceparent: context(9).traceparent };
    expect(await answerOf(await post(JSON.stringify(orderData('ORD-1')), headers))).toMatchObject([
      200,
      { result: 'accepted', order_id: 'ORD-1', event_id: 'e-1', type: 'pickspan.order.created', linked: true },
    ]);
    expect(station.rows('SELECT source, event_id FROM events_in')).toEqual([{ source: 'urn:shop €', event_id: 'e-1' }]);
    expect(station.rows(`SELECT trace_id FROM stages WHERE stage = 'checkout'`)).toEqual([
      { trace_id: context(7).traceId },
    ]);
  });

  it('binary with data of a JSON type of its own', async () => {
    const { post } = await openDoor();
    const response = await post(JSON.stringify(orderData('ORD-1')), {
      ...ATTRIBUTES,
      'content-type': 'application/vnd.shop.order+json',
    });
    expect(await answerOf(response)).toMatchObject([200, { result: 'accepted' }]);
  });

  it('plain: a message without an envelope, held until its items come', async () => {
    const { post, station } = await openDoor();
    const message = { order_id: 'ORD-1', trace_context: context(1).parts };
    expect(await answerOf(await post(JSON.stringify(message)))).toMatchObject([
      200,
      { result: 'held', reason: 'items', linked: true },
    ]);
    expect(station.rows('SELECT source FROM events_in')).toEqual([{ source: 'urn:pickspan:http' }]);
  });

  it.each<[string, string, Record<string, string>, object]>([
    ['an envelope that forgot its version', '{"id": "1"}', STRUCTURED, { reason: 'invalid', path: '$.specversion' }],
    ['no object', '17', STRUCTURED, { reason: 'not_an_event', path: '$' }],
    ['attributes without a version', '{}', { 'ce-id': '1' }, { reason: 'invalid', path: '$.specversion' }],
    ['data that is no object', '[]', ATTRIBUTES, { reason: 'invalid', path: '$.data' }],
    ['an order without items', '{"order_id": "ORD-1"}', ATTRIBUTES, { reason: 'items_missing' }],
    ['no message', 'null', {}, { reason: 'not_an_event', path: '$' }],
    ['one nested too deep', `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, {}, { reason: 'too_deep' }],
  ])('%s is refused: 422, and kept aside', async (_name, body, headers, refusal) => {
    const { post, station } = await openDoor();
    expect(await answerOf(await post(body, headers))).toMatchObject([422, { result: 'refused', ...refusal }]);
    expect(station.rows('SELECT way_in FROM refused_inputs')).toEqual([{ way_in: 'urn:pickspan:http' }]);
  });
});

describe('several events', () => {
  it.each([
    ['a CloudEvents batch', BATCH],
    ['a plain list', {}],
  ])('%s is one batch with one list of answers', async (_name, headers) => {
    const { post, station } = await openDoor();
    const events = [created('ORD-1'), created('ORD-2'), created('ORD-1')];
    const response = await post(JSON.stringify(events), headers);
    const answer = await answerOf(response);
    expect(answer).toMatchObject([
      200,
      [
        { result: 'accepted', order_id: 'ORD-1' },
        { result: 'accepted', order_id: 'ORD-2' },
        { result: 'accepted', order_id: 'ORD-1' },
      ],
    ]);
    expect(station.rows(`SELECT name FROM spans WHERE name = 'process_event_batch'`)).toHaveLength(1);
  });

  it('a bad one among good ones: 422 with the same list, the good ones are taken', async () => {
    const { post } = await openDoor();
    const events = [created('ORD-1'), 'no event', { ...created('ORD-3'), specversion: undefined }, created('ORD-2')];
    expect(await answerOf(await post(JSON.stringify(events), BATCH))).toMatchObject([
      422,
      [
        { result: 'accepted' },
        { result: 'refused', reason: 'not_an_event' },
        { result: 'refused', path: '$.specversion' },
        { result: 'accepted', order_id: 'ORD-2' },
      ],
    ]);
  });

  it('none', async () => {
    const { post } = await openDoor();
    expect(await answerOf(await post('[]', BATCH))).toEqual([200, []]);
  });

  it('one too large among good ones is refused alone', async () => {
    const { post } = await openDoor();
    const large = created('ORD-2', { note: 'x'.repeat(4 * 1024 * 1024) });
    expect(await answerOf(await post(JSON.stringify([created('ORD-1'), large]), BATCH))).toMatchObject([
      422,
      [{ result: 'accepted' }, { result: 'refused', reason: 'too_large' }],
    ]);
  });

  it('between two batches others have their turn', async () => {
    const { post, station } = await openDoor();
    let turns = 0;
    let isOpen = true;
    const turn = (): void => {
      turns += 1;
      if (isOpen) setImmediate(turn);
    };
    const sizes: number[] = [];
    const { post: postSlowly } = await openDoor({
      take(batch, wayIn) {
        sizes.push(turns);
        return station.intake.batch(batch, wayIn);
      },
    });
    turn();
    const messages = Array.from({ length: 2500 }, (_, n) => ({ order_id: `ORD-${n}` }));
    const response = await postSlowly(JSON.stringify(messages));
    isOpen = false;
    expect([response.status, new Set(sizes).size]).toEqual([200, 3]);
    expect((await post('[]')).status).toBe(200);
  });
});
