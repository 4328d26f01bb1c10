import { expect } from 'vitest';
import { hashPin } from '../../../src/main/people/pin.ts';
import { openBench, type Bench } from './bench.ts';
import { created } from './samples.ts';

/* People at a bench, for tests of who may do what. */

export const PIN = '73194628';
export const PIN_HASH = hashPin(PIN);

export const OPERATORS = [
  { id: 'w1', name: 'Wanda' },
  { id: 'w2', name: 'Willem', pin_hash: PIN_HASH },
  { id: 'l1', name: 'Lena', role: 'lead' },
  { id: 'l2', name: 'Luis', role: 'lead', pin_hash: PIN_HASH },
  { id: 'a1', name: 'Ada', role: 'admin' },
  { id: 'x1', name: 'Gone', active: false },
];
export const LIMITS = { short_units: 1, short_pct: 100, weight_g: 500, weight_pct: 20 };
export const SETTINGS = { operators: OPERATORS, approvals: LIMITS };

export const audit = (bench: Bench) =>
  bench.rows<{ code: string; ok: number; operator_id: string | null; approver_id: string | null; scan: string | null }>(
    `SELECT code, ok, operator_id, approver_id, scan FROM audit ORDER BY id`,
  );

/** An order whose first line is at hand in its bin: two mugs. */
export function picking(settings: object = SETTINGS): Bench {
  const bench = openBench(settings);
  bench.take(created('ORD-1'));
  expect(bench.codes('PS:OP:w1', 'PS:PICK', 'A-01-03')).toEqual(['signin.ok', 'pick.opened', 'pick.bin.ok']);
  return bench;
}
