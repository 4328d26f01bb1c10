import { describe, expect, it } from 'vitest';
import { readAttributes } from './http-attributes.ts';

const valueOf = (header: string): unknown => {
  const read = readAttributes({ 'ce-subject': [header] });
  return read.ok ? read.attributes['subject'] : undefined;
};

describe('the value of a header (CloudEvents HTTP binding, 3.1.3.2)', () => {
  it.each([
    ['ORD-1', 'ORD-1'],
    ['', ''],
    ['Euro%20%E2%82%AC%20%F0%9F%98%80', 'Euro € 😀'],
    ['%4f%52%44', 'ORD'],
    ['one%2520round', 'one%20round'],
    ['"quoted with \\"blanks\\" and \\\\"', 'quoted with "blanks" and \\'],
    ['"%22"', '"'],
    ['a "quote" inside', 'a "quote" inside'],
    ['"', '"'],
  ])('%j is %j', (header, value) => {
    expect(valueOf(header)).toBe(value);
  });

  it.each(['%C0%A0', '%ED%A0%80', '%FF', '100%', '%zz', '%E2%82', 'Stra\u00DFe', 'a\u0000b', 'a\tb'])(
    '%j is rejected',
    (header) => {
      expect(valueOf(header)).toBeUndefined();
    },
  );
});

describe('which headers are attributes', () => {
  it('those that begin with ce-, but not the data', () => {
    const headers = {
      'ce-id': ['1'],
      'ce-traceparent': ['t'],
      'ce-data': ['{}'],
      'ce-data_base64': ['e30='],
      'ce-__proto__': ['x'],
      'ce-trace_context': ['x'],
      'ce-': ['x'],
      traceparent: ['hop'],
    };
    expect(readAttributes(headers)).toEqual({ ok: true, attributes: { id: '1', traceparent: 't' } });
  });

  it('one that stands there twice is ambiguous', () => {
    expect(readAttributes({ 'ce-id': ['1', '2'] })).toMatchObject({ ok: false });
  });
});
