import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bench } from '../../../test/support/station/bench.ts';
import { HANG_LIMIT_MS, runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { context, MUG, TEA } from '../../../test/support/station/samples.ts';

/** An order that is right in every field. */
const RIGHT: Readonly<Record<string, unknown>> = {
  specversion: '1.0',
  id: 'e',
  source: 's',
  type: 'pickspan.order.created',
  traceparent: context(1).traceparent,
  data: {
    order_id: 'ORD-1',
    revision: 1,
    placed_at: '2026-11-20T09:12:00Z',
    ship_by: '2026-11-21T16:00:00Z',
    priority: 0,
    service: { carrier: 'house', level: 'standard' },
    ship_to: { name: 'N', country: 'DE' },
    requires: ['payment'],
    items: [MUG, TEA],
  },
};

type Path = readonly (string | number)[];

function pathsOf(value: unknown, at: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [
    at,
    ...Object.entries(value).flatMap(([key, child]) =>
      pathsOf(child, [...at, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value.map((child: unknown, index) => (index === key ? replaced(child, rest, by) : child));
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    -1,
    0,
    1e300,
    -1e300,
    2 ** 53,
    2 ** 63,
    1e19,
    0.5,
    '',
    '\uD800',
    '\u0000',
    '__proto__',
    'x'.repeat(3000),
    [],
    {},
    [[]],
    [{}],
    null,
    true,
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
    { toString: 1 },
    { length: 3 },
  ),
);
const changed = fc
  .array(fc.tuple(fc.constantFrom(...pathsOf(RIGHT)), odd), { minLength: 0, maxLength: 3 })
  .map((changes) =>
    changes.reduce<unknown>((event, [path, by]) => (isThere(event, path) ? replaced(event, path, by) : event), RIGHT),
  );

function isThere(value: unknown, path: Path): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, key) &&
    isThere((value as Record<string, unknown>)[key], rest)
  );
}

describe(`whatever comes in (${seedName})`, () => {
  it(
    'each event gets one answer, and a good one beside it is taken',
    () => {
      const bench = new Bench();
      let count = 0;
      try {
        fc.assert(
          fc.property(changed, fc.boolean(), (event, asLines) => {
            count += 1;
            const good = { order_id: `GOOD-${count}`, items: [MUG] };
            const both = [event, good].map((each) => JSON.stringify(each));
            const results = bench.takeText(asLines && !Array.isArray(event) ? both.join('\n') : `[${both.join(',')}]`);
            expect(results).toHaveLength(2);
            expect(results[1]).toMatchObject({ result: 'accepted', order_id: good.order_id });
            const unexplained = results.filter(
              ({ result, reason, path }) =>
                result === 'refused' && (reason === undefined || path?.startsWith('$') !== true),
            );
            expect(unexplained).toEqual([]);
          }),
          { seed, numRuns: runs(5000) },
        );
        expect(bench.value(`SELECT count(*) FROM orders WHERE order_id LIKE 'GOOD-%'`)).toBe(count);
      } finally {
        bench.remove();
      }
    },
    HANG_LIMIT_MS,
  );

  it(
    'any text at all is answered',
    () => {
      const bench = new Bench();
      try {
        fc.assert(
          fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
            for (const { result } of bench.takeText(text))
              expect(result).toMatch(/^(accepted|held|duplicate|refused)$/);
          }),
          { seed, numRuns: runs(5000) },
        );
      } finally {
        bench.remove();
      }
    },
    HANG_LIMIT_MS,
  );
});
