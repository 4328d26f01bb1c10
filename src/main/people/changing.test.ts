import { describe, expect, it } from 'vitest';
import { obstacleTo, type Changing } from './changing.ts';
import { changed, type Operator, type OperatorChange } from './store.ts';

const operator = (change: OperatorChange): Operator => changed(undefined, change);
const ADA = operator({ id: 'a1', role: 'admin' });
const LENA = operator({ id: 'l1', role: 'lead' });
const GONE = operator({ id: 'x1', role: 'admin', active: false });

/** Why one change of the window comes to nothing. */
const why = (now: readonly Operator[], change: OperatorChange, more: Partial<Changing> = {}): string | undefined =>
  obstacleTo(now, { changes: [change], expects: 'known', by: 'window', inFile: false, ...more })?.why;

describe('from the window', () => {
  it('the first is an admin, or nobody', () => {
    const isNew = { expects: 'new' } as const;
    expect(why([], { id: 'w1' }, isNew)).toBe('first_admin');
    expect(why([GONE], { id: 'l1', role: 'lead' }, isNew)).toBe('first_admin');
    expect(why([], { id: 'a1', role: 'admin', active: false }, isNew)).toBe('first_admin');
    expect(why([], { id: 'a1', role: 'admin' }, isNew)).toBeUndefined();
    expect(why([ADA], { id: 'w1' }, isNew)).toBeUndefined();
  });

  it('the last admin stays one; anybody but the last may go', () => {
    const bob = operator({ id: 'a2', role: 'admin' });
    for (const change of [{ active: false }, { role: 'lead' }, { role: 'worker' }] as const) {
      expect(why([ADA, LENA, GONE], { id: 'a1', ...change })).toBe('last_admin');
      expect(why([ADA, bob], { id: 'a1', ...change })).toBeUndefined();
      expect(why([ADA, LENA], { id: 'l1', ...change })).toBeUndefined();
    }
    expect(why([ADA], { id: 'a1', pin: null, name: 'Ada' })).toBeUndefined();
  });
});

it('a new badge is nobody’s who may work here, a known one is somebody’s', () => {
  expect(why([ADA], { id: 'a1', role: 'admin' }, { expects: 'new' })).toBe('taken');
  expect(why([ADA, GONE], { id: 'x1', active: true }, { expects: 'new' })).toBeUndefined();
  expect(why([ADA, GONE], { id: 'x1', pin: null })).toBe('unknown');
  expect(why([ADA], { id: 'w1' })).toBe('unknown');
});

it('the command line may do without an admin: its user has the folder', () => {
  const byCommand = { by: 'command' } as const;
  expect(why([ADA], { id: 'a1', active: false }, byCommand)).toBeUndefined();
  expect(why([], { id: 'w1' }, { ...byCommand, expects: 'new' })).toBeUndefined();
});

it('a list in the file is changed there; only a wait is ended here', () => {
  const inFile = { inFile: true } as const;
  for (const change of [{ name: 'A' }, { role: 'admin' }, { pin: null }, { active: true }] as const)
    expect(why([ADA], { id: 'a1', ...change }, inFile)).toBe('in_file');
  expect(why([ADA], { id: 'a1', forgiven: true }, inFile)).toBeUndefined();
  expect(why([ADA], { id: 'w1', forgiven: true }, inFile)).toBe('unknown');
});

it('wrong PINs are forgotten with a new PIN, or when somebody says so, and by nothing else', () => {
  const tried: Operator = { ...LENA, pin: 'hash', failures: 4, failedMs: 7 };
  const left = (change: Omit<OperatorChange, 'id'>): number => changed(tried, { id: 'l1', ...change }).failures;
  expect([left({ name: 'L' }), left({ pin: 'hash' }), left({ active: false })]).toEqual([4, 4, 4]);
  expect([left({ pin: 'other' }), left({ pin: null }), left({ forgiven: true })]).toEqual([0, 0, 0]);
});
