import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatTraceparent, parseTraceparent } from './traceparent.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const GOOD = `00-${TRACE}-${SPAN}-01`;

const HEX_DIGITS = Array.from({ length: 16 }, (_, digit) => digit.toString(16));

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...HEX_DIGITS), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''))
    .filter((text) => !/^0+$/.test(text));

// After the cases of the W3C conformance suite (w3c/trace-context, test/test.py).
describe('parseTraceparent', () => {
  it.each([
    ['sampled', GOOD, '00', 1],
    ['not sampled', `00-${TRACE}-${SPAN}-00`, '00', 0],
    ['random trace id', `00-${TRACE}-${SPAN}-03`, '00', 3],
    ['undefined flags, as sent', `00-${TRACE}-${SPAN}-ff`, '00', 255],
    ['version cc of 55 characters', `cc-${TRACE}-${SPAN}-01`, 'cc', 1],
    ['version cc with more fields', `cc-${TRACE}-${SPAN}-01-what-the-future-will-be-like`, 'cc', 1],
    ['version cc with a dash and nothing', `cc-${TRACE}-${SPAN}-01-`, 'cc', 1],
    ['version 01', `01-${TRACE}-${SPAN}-02-x y`, '01', 2],
    ['version fe', `fe-${TRACE}-${SPAN}-01`, 'fe', 1],
  ])('accepts %s', (_name, raw, version, flags) => {
    expect(parseTraceparent(raw)).toEqual({ ok: true, traceId: TRACE, spanId: SPAN, flags, version });
  });

  it.each([
    ['nothing', undefined, 'missing'],
    ['null', null, 'missing'],
    ['a number', 12, 'not a string'],
    ['a list', [GOOD], 'not a string'],
    ['a String object', Object(GOOD), 'not a string'],
    ['an empty text', '', 'shorter'],
    ['54 characters', GOOD.slice(0, 54), 'shorter'],
    ['a version without the rest', '00-', 'shorter'],
    ['56 characters', `${GOOD}0`, 'longer than 55'],
    ['version 00 with more fields', `${GOOD}-x`, 'longer than 55'],
    ['version 00 with a dash', `${GOOD}-`, 'longer than 55'],
    ['version ff', `ff-${TRACE}-${SPAN}-01`, 'forbidden'],
    ['version ff with more fields', `ff-${TRACE}-${SPAN}-01-x`, 'forbidden'],
    ['version cc going on with a dot', `cc-${TRACE}-${SPAN}-01.what`, 'without a dash'],
    ['version cc with long flags', `cc-${TRACE}-${SPAN}-011`, 'without a dash'],
    ['version cc, blank at the end', `cc-${TRACE}-${SPAN}-01-x `, 'without a dash'],
    ['version cc, line break inside', `cc-${TRACE}-${SPAN}-01-x\ny`, 'without a dash'],
    ['upper-case version', `CC-${TRACE}-${SPAN}-01`, 'lower-case'],
    ['upper-case trace id', `00-${TRACE.toUpperCase()}-${SPAN}-01`, 'lower-case'],
    ['upper-case span id', `00-${TRACE}-${SPAN.toUpperCase()}-01`, 'lower-case'],
    ['upper-case flags', `00-${TRACE}-${SPAN}-0A`, 'lower-case'],
    ['version .0', `.0-${TRACE}-${SPAN}-01`, 'lower-case'],
    ['a three-digit version', `000-${TRACE}-${SPAN}-01`, 'lower-case'],
    ['a dot in the trace id', `00-.${TRACE.slice(1)}-${SPAN}-01`, 'lower-case'],
    ['a dot in the span id', `00-${TRACE}-${SPAN.slice(1)}.-01`, 'lower-case'],
    ['a dot in the flags', `00-${TRACE}-${SPAN}-.0`, 'lower-case'],
    ['a long trace id', `00-${TRACE}0-${SPAN}-01`, 'lower-case'],
    ['a short trace id', `00-${TRACE.slice(1)}-${SPAN}-011`, 'lower-case'],
    ['other separators', `00_${TRACE}_${SPAN}_01`, 'lower-case'],
    ['a blank before', ` ${GOOD}`, 'lower-case'],
    ['a tab before', `\t${GOOD}`, 'lower-case'],
    ['a blank after', `${GOOD} `, 'longer than 55'],
    ['a line break after', `${GOOD}\n`, 'longer than 55'],
    ['full-width digits', `００-${TRACE}-${SPAN}-01`, 'lower-case'],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${SPAN}-01`, 'trace id of zeros'],
    ['a span id of zeros', `00-${TRACE}-${'0'.repeat(16)}-01`, 'span id of zeros'],
    ['a trace id of zeros in version cc', `cc-${'0'.repeat(32)}-${SPAN}-01-x`, 'trace id of zeros'],
  ])('refuses %s', (_name, raw: unknown, reason) => {
    const parsed = parseTraceparent(raw);
    expect(parsed.ok ? 'accepted' : parsed.reason).toContain(reason);
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (raw) => {
        expect(typeof parseTraceparent(raw).ok).toBe('boolean');
      }),
    );
  });
});

describe('formatTraceparent', () => {
  it.each([
    [0, '00'],
    [1, '01'],
    [2, '02'],
    [3, '03'],
    [0xff, '03'],
    [0x10, '00'],
  ])('cuts flags %i to %s', (flags, written) => {
    expect(formatTraceparent({ traceId: TRACE, spanId: SPAN, flags })).toBe(`00-${TRACE}-${SPAN}-${written}`);
  });

  it('throws on ids that are none', () => {
    expect(() => formatTraceparent({ traceId: '0'.repeat(32), spanId: SPAN, flags: 1 })).toThrow('trace id');
    expect(() => formatTraceparent({ traceId: TRACE, spanId: 'F'.repeat(16), flags: 1 })).toThrow('span id');
  });

  it('keeps the ids of everything that can be parsed', () => {
    const versions = fc.integer({ min: 0, max: 254 }).map((version) => version.toString(16).padStart(2, '0'));
    fc.assert(
      fc.property(versions, hex(32), hex(16), fc.integer({ min: 0, max: 255 }), (version, traceId, spanId, flags) => {
        const raw = `${version}-${traceId}-${spanId}-${flags.toString(16).padStart(2, '0')}`;
        const parsed = parseTraceparent(raw);
        expect(parsed).toEqual({ ok: true, traceId, spanId, flags, version });
        if (!parsed.ok) return;
        const again = parseTraceparent(formatTraceparent(parsed));
        expect(again).toEqual({ ok: true, traceId, spanId, flags: flags & 3, version: '00' });
      }),
    );
  });
});
