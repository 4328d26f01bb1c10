import { describe, expect, it } from 'vitest';
import { one } from '../../../test/support/station/one.ts';
import { readInput } from './read-input.ts';

const event = (number: number) => ({ order_id: `ORD-${number}` });
const lines = (count: number): string =>
  Array.from({ length: count }, (_, index) => JSON.stringify(event(index))).join('\n');

/** Each batch as its form and its items: the value, or why it is none. */
const shapeOf = (text: string) =>
  readInput(text).map(({ form, items }) => ({
    form,
    items: items.map((item) => (item.ok ? item.value : item.reason)),
  }));

describe('what an input holds', () => {
  it.each<[string, string, ReturnType<typeof shapeOf>]>([
    ['nothing', '', []],
    ['blanks', ' \r\n\t ', []],
    ['a byte order mark alone', '\uFEFF', []],
    ['an object', JSON.stringify(event(1)), [{ form: 'single', items: [event(1)] }]],
    ['an object over several lines', JSON.stringify(event(1), null, 2), [{ form: 'single', items: [event(1)] }]],
    [
      'an object after a byte order mark',
      `\uFEFF${JSON.stringify(event(1))}\n`,
      [{ form: 'single', items: [event(1)] }],
    ],
    ['an array', JSON.stringify([event(1), event(2)]), [{ form: 'batch', items: [event(1), event(2)] }]],
    ['an array over several lines', JSON.stringify([event(1)], null, 2), [{ form: 'batch', items: [event(1)] }]],
    ['an empty array', '[]', []],
    ['lines', lines(2), [{ form: 'batch', items: [event(0), event(1)] }]],
    [
      'lines ending in CR LF',
      `${lines(2).replaceAll('\n', '\r\n')}\r\n`,
      [{ form: 'batch', items: [event(0), event(1)] }],
    ],
    ['lines after a byte order mark', `\uFEFF${lines(2)}`, [{ form: 'batch', items: [event(0), event(1)] }]],
    [
      'a bad line among good ones',
      `${lines(1)}\n{"order_id":\n${lines(1)}`,
      [{ form: 'batch', items: [event(0), 'not_json', event(0)] }],
    ],
    ['a bad line first', `nonsense\n${lines(1)}`, [{ form: 'batch', items: ['not_json', event(0)] }]],
    ['text', 'nonsense', [{ form: 'single', items: ['not_json'] }]],
    ['an array that breaks off', `[${JSON.stringify(event(1))},\n{"a"`, [{ form: 'single', items: ['not_json'] }]],
    ['half a character in a line', `{"a":"\uDFFF"}\n${lines(1)}`, [{ form: 'batch', items: ['not_utf8', event(0)] }]],
    ['half a character in an object', '{"a":"\uDFFF"}', [{ form: 'single', items: ['not_utf8'] }]],
    ['half a character in an array', '[{"a":"\uDFFF"}]', [{ form: 'single', items: ['not_utf8'] }]],
    ['numbers', '1\n2', [{ form: 'batch', items: [1, 2] }]],
  ])('%s', (_name, text, shape) => {
    expect(shapeOf(text)).toEqual(shape);
  });

  it('counts lines from 1, empty ones too', () => {
    const [batch] = readInput(`\uFEFF${lines(1)}\n\n \r\nnonsense\n${lines(1)}\n`);
    expect(batch?.items.map(({ line }) => line)).toEqual([1, 4, 5]);
  });

  it('keeps a refused line as it came', () => {
    const [batch] = readInput(`${lines(1)}\n{"order_id": 'x'}`);
    expect(batch?.items[1]).toMatchObject({ ok: false, raw: `{"order_id": 'x'}`, line: 2 });
  });

  it('a batch is at most 500 lines', () => {
    expect(readInput(lines(500)).map(({ items }) => items.length)).toEqual([500]);
    expect(readInput(lines(501)).map(({ items }) => items.length)).toEqual([500, 1]);
    const batches = readInput(lines(600));
    expect(batches.map(({ form, items }) => [form, items.length])).toEqual([
      ['batch', 500],
      ['batch', 100],
    ]);
    expect(batches[1]?.items[0]).toMatchObject({ value: event(500), line: 501 });
  });

  it('an array is one batch, as far as a span can link to all of it', () => {
    const array = (count: number): string => JSON.stringify(Array.from({ length: count }, (_, index) => event(index)));
    expect(readInput(array(1000)).map(({ items }) => items.length)).toEqual([1000]);
    expect(readInput(array(1001)).map(({ items }) => items.length)).toEqual([1000, 1]);
  });
});

describe('limits', () => {
  const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const only = (text: string) => one(one(readInput(text)).items);

  it('is nested at most 32 deep', () => {
    expect(only(nested(32))).toMatchObject({ ok: true });
    expect(only(nested(33))).toMatchObject({ ok: false, reason: 'too_deep' });
    expect(only(`[${nested(32)}]`)).toMatchObject({ ok: true });
  });

  it('survives what is nested beyond all measure', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(only(`{"a":${deep}}`)).toMatchObject({ ok: false, reason: 'too_deep' });
    expect(only(`[${deep}]`)).toMatchObject({ ok: false, reason: 'too_deep' });
  });

  it('one event too large costs no other', () => {
    const large = JSON.stringify({ order_id: 'L', note: 'x'.repeat(4 * 1024 * 1024) });
    const [batch] = readInput(`${lines(1)}\n${large}\n${lines(1)}`);
    expect(batch?.items.map((item) => (item.ok ? 'ok' : item.reason))).toEqual(['ok', 'too_large', 'ok']);
    expect(batch?.items[1]?.raw.length).toBeLessThanOrEqual(10_000);
  });
});
