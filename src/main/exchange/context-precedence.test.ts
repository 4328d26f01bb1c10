import { describe, expect, it } from 'vitest';
import { WAY_IN } from '../../../test/support/station/bench.ts';
import { context } from '../../../test/support/station/samples.ts';
import { readEnvelope } from './envelope.ts';

const [own, top, inner, parts, innerParts] = [1, 2, 3, 4, 5].map(context);
const bare = { order_id: 'ORD-1' };
const wrap = (data: object, more: object = {}) => ({
  specversion: '1.0',
  id: 'e',
  source: 's',
  type: 'order.created',
  data: { ...bare, ...data },
  ...more,
});

function contextOf(value: unknown) {
  const reading = readEnvelope(value, WAY_IN);
  return reading.ok ? reading.envelope.context : undefined;
}

const metadata = (of: typeof own, tracestate?: string) => ({
  metadata: { traceparent: of?.traceparent, ...(tracestate === undefined ? {} : { tracestate }) },
});

describe('which context counts', () => {
  it.each([
    [
      'the envelope before all',
      wrap({ ...metadata(inner), trace_context: parts?.parts }, { ...metadata(top), traceparent: own?.traceparent }),
      own,
    ],
    ['metadata at the top before metadata in data', wrap(metadata(inner), metadata(top)), top],
    ['metadata in data before trace_context', wrap({ ...metadata(inner), trace_context: parts?.parts }), inner],
    ['trace_context in data', wrap({ trace_context: parts?.parts }), parts],
    [
      'trace_context at the top before the one in data',
      wrap({ trace_context: innerParts?.parts }, { trace_context: parts?.parts }),
      parts,
    ],
    ['a bare message: metadata before trace_context', { ...bare, ...metadata(top), trace_context: parts?.parts }, top],
    ['a bare message: trace_context', { ...bare, trace_context: parts?.parts }, parts],
    [
      'an invalid one is passed over',
      wrap({ trace_context: parts?.parts }, { traceparent: 'nonsense', ...metadata(undefined) }),
      parts,
    ],
    ['metadata that is none is passed over', { ...bare, metadata: 'x', trace_context: parts?.parts }, parts],
  ])('%s', (_name, event, expected) => {
    expect(contextOf(event)?.traceparent).toBe(expected?.traceparent);
    expect(expected).toBeDefined();
  });
});

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';

describe('a context that is none', () => {
  it.each([
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`],
    ['a span id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['version ff', `ff-${TRACE}-${SPAN}-01`],
    ['upper case', `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ['too long for its version', `00-${TRACE}-${SPAN}-01-x`],
    ['too short', `00-${TRACE}-${SPAN}-1`],
    ['a blank before it', ` 00-${TRACE}-${SPAN}-01`],
    ['no hex', `00-${'g'.repeat(32)}-${SPAN}-01`],
    ['empty', ''],
    ['a number', 1],
    ['a list', [`00-${TRACE}-${SPAN}-01`]],
  ])('%s is passed over, never refused', (_name, traceparent) => {
    for (const event of [wrap({}, { traceparent }), { ...bare, metadata: { traceparent } }]) {
      expect(readEnvelope(event, WAY_IN)).toMatchObject({ ok: true, envelope: { context: undefined } });
    }
  });

  it.each([
    ['zeros', { trace_id: '0'.repeat(32), span_id: SPAN, trace_flags: 1 }],
    ['upper case', { trace_id: TRACE.toUpperCase(), span_id: SPAN, trace_flags: 1 }],
    ['a number as id', { trace_id: 12, span_id: SPAN, trace_flags: 1 }],
    ['flags as text', { trace_id: TRACE, span_id: SPAN, trace_flags: '01' }],
    ['flags beyond a byte', { trace_id: TRACE, span_id: SPAN, trace_flags: 256 }],
    ['no span id', { trace_id: TRACE, trace_flags: 1 }],
    ['text', `00-${TRACE}-${SPAN}-01`],
    ['nothing', null],
  ])('trace_context with %s is passed over', (_name, trace_context) => {
    expect(readEnvelope({ ...bare, trace_context }, WAY_IN)).toMatchObject({
      ok: true,
      envelope: { context: undefined },
    });
  });
});

describe('tracestate', () => {
  it.each(['1a=ok,rojo=00f067aa0ba902b7', '0=x', ' foo=1 ,bar= 2'])('%j is kept as it came', (tracestate) => {
    expect(contextOf(wrap({}, { traceparent: own?.traceparent, tracestate }))?.tracestate).toBe(tracestate);
    expect(contextOf({ ...bare, ...metadata(own, tracestate) })?.tracestate).toBe(tracestate);
  });

  it('a bad one is dropped alone', () => {
    expect(contextOf(wrap({}, { traceparent: own?.traceparent, tracestate: 'FOO=1' }))).toMatchObject({
      traceparent: own?.traceparent,
      tracestate: null,
    });
  });

  it('belongs to the traceparent beside it, not to another one', () => {
    const event = wrap({}, { tracestate: 'a=1', ...metadata(top) });
    expect(contextOf(event)).toMatchObject({ traceparent: top?.traceparent, tracestate: null });
  });

  it('a later version of traceparent is read, and kept whole', () => {
    const later = `cc-${TRACE}-${SPAN}-01-what-the-future-brings`;
    expect(contextOf(wrap({}, { traceparent: later }))).toMatchObject({ traceparent: later, traceId: TRACE });
  });
});
