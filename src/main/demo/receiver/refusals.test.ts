import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Receiver } from './receiver-types.ts';
import { startReceiver } from './receiver.ts';
import { post, sampleRequest } from './sample-request.ts';

// One change each to a request that is otherwise valid, as JSON pointer and new value (undefined: remove the field).
const R = '/resourceSpans/0';
const S = `${R}/scopeSpans/0/spans/0`;
const mutations: readonly (readonly [pointer: string, value: unknown])[] = [
  ['/resource_spans', []],
  ['/resourceSpans', null],
  ['/resourceSpans', {}],
  [`${R}/deprecatedScope`, {}],
  [`${R}/resource`, null],
  [`${R}/resource/labels`, []],
  [`${R}/resource/droppedAttributesCount`, -1],
  [`${R}/resource/entityRefs/0/type`, ''],
  [`${R}/resource/entityRefs/0/keys`, []],
  [`${R}/scopeSpans/0/instrumentationLibrary`, {}],
  [`${R}/scopeSpans/0/scope/name`, null],
  [`${R}/scopeSpans/0/scope/language`, 'js'],
  [`${S}/tracestate`, ''],
  [`${S}/traceId`, '5B8EFFF798038103D269B633813FC60C'],
  [`${S}/traceId`, '0'.repeat(32)],
  [`${S}/traceId`, '5b8efff798038103d269b633813fc60'],
  [`${S}/traceId`, '5b8efff798038103d269b633813fc60c\n'],
  [`${S}/traceId`, undefined],
  [`${S}/spanId`, 'EEE19B7EC3C1B174'],
  [`${S}/spanId`, '0'.repeat(16)],
  [`${S}/spanId`, ''],
  [`${S}/spanId`, undefined],
  [`${S}/parentSpanId`, '0'.repeat(16)],
  [`${S}/parentSpanId`, null],
  [`${S}/name`, undefined],
  [`${S}/name`, ''],
  [`${S}/name`, 'half a \uD83D pair'],
  [`${S}/kind`, 'SPAN_KIND_INTERNAL'],
  [`${S}/kind`, 6],
  [`${S}/kind`, undefined],
  [`${S}/startTimeUnixNano`, undefined],
  [`${S}/startTimeUnixNano`, '-1'],
  [`${S}/startTimeUnixNano`, 1.5],
  [`${S}/startTimeUnixNano`, '1544712660000000000.5'],
  [`${S}/startTimeUnixNano`, '1.5e18'],
  [`${S}/startTimeUnixNano`, '01544712660000000000'],
  [`${S}/startTimeUnixNano`, '2018-12-13T14:51:00Z'],
  [`${S}/startTimeUnixNano`, '18446744073709551616'],
  // Beyond 2^53 a JSON number has already lost nanoseconds.
  [`${S}/endTimeUnixNano`, 1_544_712_661_000_000_000],
  [`${S}/endTimeUnixNano`, undefined],
  [`${S}/flags`, 4_294_967_296],
  [`${S}/flags`, '257'],
  [`${S}/droppedLinksCount`, 0.5],
  [`${S}/status/code`, 'STATUS_CODE_ERROR'],
  [`${S}/status/code`, 3],
  [`${S}/status/deprecatedCode`, 0],
  [`${S}/status`, null],
  [`${S}/attributes`, { text: 'a map, not a list' }],
  [`${S}/attributes/0/key`, undefined],
  [`${S}/attributes/0/key`, ''],
  [`${S}/attributes/0/value`, undefined],
  [`${S}/attributes/0/value`, null],
  [`${S}/attributes/0/value`, 'bare'],
  [`${S}/attributes/0/value`, {}],
  [`${S}/attributes/0/value`, { stringValue: 'two', boolValue: true }],
  [`${S}/attributes/0/value`, { stringValue: null }],
  [`${S}/attributes/0/value`, { string_value: 'snake' }],
  [`${S}/attributes/0/type`, 'string'],
  [`${S}/attributes/1/value/boolValue`, 'true'],
  [`${S}/attributes/2/value/intValue`, 1.5],
  [`${S}/attributes/2/value/intValue`, '1.0'],
  [`${S}/attributes/2/value/intValue`, 1e21],
  [`${S}/attributes/2/value/intValue`, '9223372036854775808'],
  [`${S}/attributes/2/value/intValue`, '-0'],
  [`${S}/attributes/4/value/doubleValue`, null],
  [`${S}/attributes/4/value/doubleValue`, 'inf'],
  [`${S}/attributes/4/value/doubleValue`, '1.25'],
  [`${S}/attributes/6/value/bytesValue`, 'AQI'],
  [`${S}/attributes/6/value/bytesValue`, 'AQ_-'],
  [`${S}/attributes/7/value/arrayValue`, []],
  [`${S}/attributes/7/value/arrayValue/values/0`, {}],
  [`${S}/attributes/8/value/kvlistValue/values/0/value`, { intValue: 0.1 }],
  [`${S}/attributes/8/value/kvlistValue/k`, false],
  [`${S}/events/0/name`, undefined],
  [`${S}/events/0/timeUnixNano`, undefined],
  [`${S}/links/0/traceId`, '0AF7651916CD43DD8448EB211C80319C'],
  [`${S}/links/0/spanId`, '0'.repeat(16)],
  [`${S}/links/0/spanId`, undefined],
  [`${S}/links/0/flags`, -1],
  [`${S}/links/0/type`, 'follows_from'],
];

function mutate(pointer: string, value: unknown): object {
  const root = sampleRequest();
  const steps = pointer.slice(1).split('/');
  const last = steps.pop() ?? '';
  let node: object = root;
  for (const step of steps) {
    const next: unknown = Reflect.get(node, step);
    if (typeof next !== 'object' || next === null) throw new Error(`the sample has no ${pointer}`);
    node = next;
  }
  // JSON.stringify leaves a member out that is undefined, which removes it.
  Reflect.set(node, last, value);
  return root;
}

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

test('the request the changes start from is accepted', async () => {
  expect(await post(receiver.url, sampleRequest())).toEqual({ status: 200, answer: { partialSuccess: {} } });
  expect(receiver.problems).toEqual([]);
});

test.each(mutations)('%s = %j is refused', async (pointer, value) => {
  const before = receiver.problems.length;
  const { status, answer } = await post(receiver.url, mutate(pointer, value));
  expect(status).toBe(400);
  expect(answer).toMatchObject({ code: 3 });
  expect(receiver.problems.length).toBeGreaterThan(before);
  // The message must lead to the place: to the field itself or, for a missing or unknown one, to what should hold it.
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  expect(JSON.stringify(answer)).toContain(parent === '' ? 'resource' : parent);
  expect(receiver.spans()).toHaveLength(1);
});

test.each([
  ['not JSON', '{"resourceSpans":'],
  ['an infinite double', JSON.stringify(sampleRequest()).replace('1.25', '1e999')],
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['broken UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ['a byte order mark', '\uFEFF{}'],
])('a body that is %s is refused', async (_what, body) => {
  expect((await post(receiver.url, body)).status).toBe(400);
});

test('a body with thousands of breaches is answered in one line and remembered in a hundred', async () => {
  const before = receiver.problems.length;
  const { answer } = await post(receiver.url, { resourceSpans: Array.from({ length: 5000 }, () => null) });
  expect(JSON.stringify(answer)).toMatch(/; and 96 more"}$/);
  expect(receiver.problems.slice(before)).toHaveLength(101);
  expect(receiver.problems.at(-1)).toMatch(/and 4900 more$/);
});
