import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readContext, readContextParts, toContextParts, toLinkContext } from './stored-context.ts';
import type { ReadContext, StoredContext } from './stored-context.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const GOOD = `00-${TRACE}-${SPAN}-01`;
const STORED: StoredContext = { traceId: TRACE, spanId: SPAN, flags: 1, traceparent: GOOD, tracestate: 'a=1' };

function contextOf(result: ReadContext): StoredContext {
  if (!result.ok) throw new Error(result.reason);
  return result.context;
}

function reasonOf(result: ReadContext): string {
  return result.ok ? 'accepted' : result.reason;
}

describe('readContext', () => {
  it('keeps both values as they came', () => {
    const traceparent = `cc-${TRACE}-${SPAN}-ff-later`;
    expect(readContext({ traceparent, tracestate: ' b=2,,1a= x ' })).toEqual({
      ok: true,
      context: { traceId: TRACE, spanId: SPAN, flags: 255, traceparent, tracestate: ' b=2,,1a= x ' },
    });
  });

  it.each([undefined, null, 7, ['a=1'], 'a=1,a=2', 'A=1', 'a=\u0001'])(
    'drops the bad tracestate %j alone',
    (tracestate) => {
      expect(contextOf(readContext({ traceparent: GOOD, tracestate }))).toEqual({ ...STORED, tracestate: null });
    },
  );

  it.each([{}, { tracestate: 'a=1' }, { traceparent: `${GOOD} `, tracestate: 'a=1' }])('refuses %j', (input) => {
    expect(reasonOf(readContext(input))).toContain('traceparent');
  });
});

describe('readContextParts', () => {
  it.each([
    [{ trace_id: TRACE, span_id: SPAN, trace_flags: 1 }, 1, GOOD],
    [{ trace_id: TRACE, span_id: SPAN }, 0, `00-${TRACE}-${SPAN}-00`],
    [{ trace_id: TRACE, span_id: SPAN, trace_flags: null }, 0, `00-${TRACE}-${SPAN}-00`],
    [{ trace_id: TRACE, span_id: SPAN, trace_flags: -0 }, 0, `00-${TRACE}-${SPAN}-00`],
    [{ trace_id: TRACE, span_id: SPAN, trace_flags: 255 }, 255, `00-${TRACE}-${SPAN}-03`],
  ])('reads %j', (input, flags, traceparent) => {
    expect(contextOf(readContextParts(input))).toEqual({ ...STORED, flags, traceparent, tracestate: null });
  });

  it('keeps a good trace_state and drops a bad one', () => {
    const ids = { trace_id: TRACE, span_id: SPAN, trace_flags: 1 };
    expect(contextOf(readContextParts({ ...ids, trace_state: 'a=1' })).tracestate).toBe('a=1');
    expect(contextOf(readContextParts({ ...ids, trace_state: 'a=' })).tracestate).toBeNull();
  });

  it.each([
    [undefined, 'object'],
    [null, 'object'],
    ['text', 'object'],
    [[], 'trace_id'],
    [{}, 'trace_id'],
    [{ trace_id: TRACE.toUpperCase(), span_id: SPAN }, 'trace_id'],
    [{ trace_id: '0'.repeat(32), span_id: SPAN }, 'trace_id'],
    [{ trace_id: `${TRACE}\n`, span_id: SPAN }, 'trace_id'],
    [{ trace_id: TRACE, span_id: '0'.repeat(16) }, 'span_id'],
    [{ trace_id: TRACE, span_id: 1 }, 'span_id'],
    [{ trace_id: TRACE, span_id: SPAN, trace_flags: '01' }, 'trace_flags'],
    [{ trace_id: TRACE, span_id: SPAN, trace_flags: 256 }, 'trace_flags'],
    [{ trace_id: TRACE, span_id: SPAN, trace_flags: -1 }, 'trace_flags'],
    [{ trace_id: TRACE, span_id: SPAN, trace_flags: 1.5 }, 'trace_flags'],
    [{ trace_id: TRACE, span_id: SPAN, trace_flags: Number.NaN }, 'trace_flags'],
  ])('refuses %j', (input: unknown, reason) => {
    expect(reasonOf(readContextParts(input))).toContain(reason);
  });

  it('reads back what toContextParts wrote', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.constantFrom(null, 'a=1', ' b=2 , 1a=x'),
        (flags, tracestate) => {
          const read = contextOf(readContextParts(toContextParts({ ...STORED, flags, tracestate })));
          expect(read).toMatchObject({ traceId: TRACE, spanId: SPAN, flags: flags & 3, tracestate });
        },
      ),
    );
  });
});

describe('toLinkContext', () => {
  it('is remote, with the defined flags', () => {
    const link = toLinkContext({ ...STORED, flags: 0xfe, tracestate: null });
    expect(link).toEqual({ traceId: TRACE, spanId: SPAN, traceFlags: 2, isRemote: true });
  });

  it('carries the tracestate word for word, and cannot be changed', () => {
    const state = toLinkContext({ ...STORED, tracestate: ' b=2,, 1a=x ' }).traceState;
    expect(state?.serialize()).toBe(' b=2,, 1a=x ');
    expect(state?.get('1a')).toBe('x');
    expect(state?.get('none')).toBeUndefined();
    expect(state?.set('b', '3')).toBe(state);
    expect(state?.unset('b').serialize()).toBe(' b=2,, 1a=x ');
  });

  it.each(['', ' , '])('leaves out the empty tracestate %j, in links and in messages', (tracestate) => {
    expect(toLinkContext({ ...STORED, tracestate })).not.toHaveProperty('traceState');
    expect(toContextParts({ ...STORED, tracestate })).toEqual({ trace_id: TRACE, span_id: SPAN, trace_flags: 1 });
  });
});
