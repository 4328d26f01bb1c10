import { expect, test } from 'vitest';
import { checkRequest } from './check-request.ts';
import { decodeRequest } from './decode.ts';
import type { DecodedRequest } from './decode.ts';
import { sampleRequest } from './sample-request.ts';

function decode(request: object): DecodedRequest {
  const checked = checkRequest(Buffer.from(JSON.stringify(request)));
  if (!checked.ok) throw new Error(checked.problems.join('\n'));
  return decodeRequest(checked.request);
}

type Sample = ReturnType<typeof sampleRequest>;
type Span = Sample['resourceSpans'][number]['scopeSpans'][number]['spans'][number];

/** The problems of the sample request after a change to its span. */
function problemsOf(change: (span: Span, request: Sample) => void): readonly string[] {
  const request = sampleRequest();
  const span = request.resourceSpans[0]?.scopeSpans[0]?.spans[0];
  if (span === undefined) throw new Error('the sample has no span');
  change(span, request);
  return decode(request).problems;
}

test('every field comes out as a plain value', () => {
  const { spans, problems } = decode(sampleRequest());
  expect(problems).toEqual([]);
  expect(spans).toEqual([
    {
      traceId: '5b8efff798038103d269b633813fc60c',
      spanId: 'eee19b7ec3c1b174',
      parentSpanId: 'eee19b7ec3c1b173',
      name: 'warehouse.pick_item',
      kind: 1,
      startNs: 1_544_712_660_000_000_000n,
      endNs: 1_544_712_661_000_000_001n,
      traceState: '',
      flags: 257,
      attributes: {
        text: 'Grüße 📦',
        yes: true,
        few: 3,
        many: -9_223_372_036_854_775_808n,
        weight: 1.25,
        none: Number.NaN,
        bytes: new Uint8Array([1, 2]),
        list: ['a', 1],
        map: { k: false },
      },
      droppedAttributesCount: 0,
      events: [
        {
          timeNs: 1_544_712_660_500_000_000n,
          name: 'wrong_item',
          attributes: { 'scan.count': 2 },
          droppedAttributesCount: 0,
        },
      ],
      droppedEventsCount: 0,
      links: [
        {
          traceId: '0af7651916cd43dd8448eb211c80319c',
          spanId: 'b7ad6b7169203331',
          traceState: 'vendor=opaque',
          flags: 771,
          attributes: { 'link.stage': 'checkout' },
          droppedAttributesCount: 0,
        },
      ],
      droppedLinksCount: 0,
      status: { code: 2, message: 'short' },
      resource: { 'service.name': 'pickspan' },
      scope: { name: 'station', version: '1' },
    },
  ]);
});

test('an absent and an empty parent are both a root, and absent fields take their defaults', () => {
  const bare = { traceId: 'a'.repeat(32), name: 'n', kind: 0, startTimeUnixNano: 1, endTimeUnixNano: '1' };
  const spans = [
    { ...bare, spanId: 'a'.repeat(16) },
    { ...bare, spanId: 'b'.repeat(16), parentSpanId: '' },
  ];
  const decoded = decode({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  expect(decoded.problems).toEqual(['the resource has no service.name']);
  for (const span of decoded.spans) {
    expect(span).not.toHaveProperty('parentSpanId');
    expect(span).toMatchObject({ links: [], events: [], status: { code: 0, message: '' }, flags: 0, startNs: 1n });
  }
});

test('a key named __proto__ is a key like any other', () => {
  const request = sampleRequest();
  request.resourceSpans[0]?.resource.attributes.push({ key: '__proto__', value: { stringValue: 'x' } });
  expect(Object.entries(decode(request).spans[0]?.resource ?? {})).toContainEqual(['__proto__', 'x']);
});

test.each<[expected: string, change: (span: Span, request: Sample) => void]>([
  ['it ends before it starts', (span) => (span.endTimeUnixNano = '1544712659999999999')],
  ['it starts at the epoch', (span) => (span.startTimeUnixNano = '0')],
  ['it is its own parent', (span) => (span.parentSpanId = span.spanId)],
  ['it has reserved flags set', (span) => (span.flags = 0x8000_0101)],
  ['it says it is remote without saying that it knows', (span) => (span.flags = 0x201)],
  ['it has the attribute yes twice', (span) => span.attributes.push({ key: 'yes', value: { boolValue: false } })],
  ['it has the attribute k twice', (span) => span.attributes[8]?.value.kvlistValue?.values.push(twice, twice)],
  ['event 0 has no name', (span) => span.events.forEach((event) => (event.name = ''))],
  ['event 0 is at the epoch', (span) => span.events.forEach((event) => (event.timeUnixNano = '0'))],
  ['link 0 leads to its own span', (span) => span.links.forEach((link) => Object.assign(link, idsOf(span)))],
  [
    'link 0 has the attribute link.stage twice',
    (span) => span.links.forEach((l) => l.attributes.push(...l.attributes)),
  ],
  ['the resource has no service.name', (_, request) => request.resourceSpans[0]?.resource.attributes.pop()],
  ['the entity service names host.id', (_, request) => entityOf(request)?.idKeys.push('host.id')],
  ['the request carries no span', (_, request) => request.resourceSpans.pop()],
])('a problem is named: %s', (expected, change) => {
  expect(problemsOf(change).join('\n')).toContain(expected);
});

const twice = { key: 'k', value: { boolValue: false } };

function idsOf({ traceId, spanId }: Span): { traceId: string; spanId: string } {
  return { traceId, spanId };
}

function entityOf(request: Sample) {
  return request.resourceSpans[0]?.resource.entityRefs[0];
}
