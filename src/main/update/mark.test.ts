import { expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { acceptedSince, markOf } from './mark.ts';

it('counts what would be lost, and not that the station locked itself', () => {
  const bench = openBench({ station: { idle_minutes: 5 } });
  bench.scan('PS:OP:w1');
  const mark = markOf(bench.db);
  bench.clock.advance(6 * 60_000);
  expect(bench.scan('nobody is there')).toMatchObject({ code: 'signin.needed' });
  expect(markOf(bench.db).audit).toBe(mark.audit + 2);
  expect(acceptedSince(bench.db, mark)).toBe(0);
  bench.scan('PS:OP:w1');
  expect(acceptedSince(bench.db, mark)).toBe(1);
});
