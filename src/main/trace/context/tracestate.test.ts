import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { tracestateMembers, validTracestate } from './tracestate.ts';

const many = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=v`).join(',');

const EVERY_KEY_CHARACTER = 'abcdefghijklmnopqrstuvwxyz0123456789_-*/@';
const EVERY_VALUE_CHARACTER = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index))
  .join('')
  .replaceAll(/[,=]/g, '');

// After the cases of the W3C conformance suite (w3c/trace-context, test/test.py and test_tracestate.py).
describe('validTracestate', () => {
  it.each([
    ['one member', 'rojo=00f067aa0ba902b7'],
    ['two members', 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE'],
    ['nothing', ''],
    ['blanks only', ' \t '],
    ['empty members', ',foo=1,, ,\t,bar=2,'],
    ['blanks around members', '\t foo=1 \t,\t \tbar=2 '],
    ['a key that starts with a digit', '1a=ok'],
    ['a key of one digit', '0=x'],
    ['a tenant key', 'fw529a3039@dt=FfIxAQAA'],
    ['two at signs', 'special@vendor@tenant=1'],
    ['an at sign at the end', 'special@=1'],
    ['every key character', `${EVERY_KEY_CHARACTER}=1`],
    ['every value character', `foo=${EVERY_VALUE_CHARACTER}`],
    ['a blank at the start of a value', 'foo= 1'],
    ['a key of 256', `${'z'.repeat(256)}=1`],
    ['a value of 256', `foo=${'v'.repeat(256)}`],
    ['32 members', many(32)],
    ['more than 512 characters', `a=${'v'.repeat(256)},b=${'v'.repeat(256)},c=1`],
  ])('accepts %s', (_name, raw) => {
    expect(validTracestate(raw)).toBe(true);
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a number', 1],
    ['a list', ['foo=1']],
    ['an object', { foo: '1' }],
    ['33 members', many(33)],
    ['32 members and an empty one', `${many(32)},`],
    ['a member without an equals sign', 'foo'],
    ['a member without a key', '=1'],
    ['a member without a value', 'foo='],
    ['a value of blanks', 'foo=  ,bar=1'],
    ['an equals sign in a value', 'foo=bar=baz'],
    ['the same key twice', 'foo=1,foo=1'],
    ['the same key twice, far apart', 'foo=1,bar=2, foo=3'],
    ['an upper-case key', 'FOO=1'],
    ['a dot in a key', 'foo.bar=1'],
    ['a key that starts with an at sign', '@foo=1'],
    ['a key that starts with an underscore', '_foo=1'],
    ['a blank after the key', 'foo =1'],
    ['a key of 257', `${'z'.repeat(257)}=1`],
    ['a value of 257', `foo=${'v'.repeat(257)}`],
    ['a control character in a value', 'foo=a\u0000b'],
    ['a tab in a value', 'foo=a\tb'],
    ['a delete character', 'foo=a\u007Fb'],
    ['a line break at the end', 'foo=1\n'],
    ['a carriage return', 'foo=1\r,bar=2'],
    ['a no-break space around a member', '\u00A0foo=1'],
    ['a letter beyond ASCII in a value', 'foo=é'],
    ['a letter beyond ASCII in a key', 'fóo=1'],
  ])('refuses %s', (_name, raw: unknown) => {
    expect(validTracestate(raw)).toBe(false);
  });
});

describe('tracestateMembers', () => {
  it('keeps order and leading blanks, drops the blanks after', () => {
    expect([...(tracestateMembers(' b= 2 ,, a=1\t') ?? [])]).toEqual([
      ['b', ' 2'],
      ['a', '1'],
    ]);
  });

  it('reads back every list written by the grammar', () => {
    const key = fc.stringMatching(/^[a-z0-9][a-z0-9_\-*/@]{0,20}$/);
    const value = fc.stringMatching(/^[ -+\--<>-~]{0,20}[!-+\--<>-~]$/);
    const blanks = fc.constantFrom('', ' ', '\t', ' \t ');
    const member = fc.tuple(key, value, blanks, blanks);
    fc.assert(
      fc.property(fc.uniqueArray(member, { maxLength: 32, selector: ([name]) => name }), (members) => {
        const raw = members.map(([name, text, before, after]) => `${before}${name}=${text}${after}`).join(',');
        expect([...(tracestateMembers(raw) ?? [])]).toEqual(members.map(([name, text]) => [name, text]));
      }),
    );
  });
});
