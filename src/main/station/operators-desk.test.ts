import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { SECOND } from '../../../test/support/station/hand-clock.ts';
import { peopleList } from '../host/lookups/people-list.ts';
import { hashPin } from '../people/pin.ts';

/* People, seen and changed in the window, at a real station. */

const PIN = '73194628';
const PIN_HASH = hashPin(PIN);

/** A station with an admin, a lead and a worker, at which one of them is signed in. */
function staffed(badge?: string): Bench {
  const bench = openBench();
  bench.people.change([{ id: 'a1', role: 'admin' }, { id: 'l1', role: 'lead' }, { id: 'w1' }], 'new');
  if (badge !== undefined) bench.codes(`PS:OP:${badge}`);
  return bench;
}

const listed = (bench: Bench) => peopleList(bench.db, bench.settings)(bench.clock.now());
const changes = (bench: Bench) =>
  bench
    .rows<{ operator_id: string | null; detail: string }>(
      `SELECT operator_id, detail FROM audit WHERE code = 'operators.changed' ORDER BY id`,
    )
    .map(({ operator_id: by, detail }) => ({ by, ...(JSON.parse(detail) as object) }));

describe('who may', () => {
  it.each([
    ['nobody', undefined, false, 'none'],
    ['a worker', 'w1', false, 'none'],
    ['a lead', 'l1', false, 'with_reason'],
    ['an admin', 'a1', true, 'with_reason'],
  ] as const)('%s', (_, badge, maySeeToPeople, right) => {
    const bench = staffed(badge);
    const result = bench.people.changeFromWindow({ id: 'w2' }, 'new');
    expect(result).toEqual(maySeeToPeople ? { ok: true } : { ok: false, why: 'role' });
    expect(bench.value(`SELECT count(*) FROM operators WHERE id = 'w2'`)).toBe(Number(maySeeToPeople));
    const { may, people } = listed(bench);
    expect({ may, count: people.length }).toEqual({ may: maySeeToPeople, count: maySeeToPeople ? 4 : 0 });
    expect(bench.people.settingsRight()).toBe(right);
  });

  it('everybody until the first admin is entered, who ends that at once', () => {
    const bench = openBench();
    bench.codes('PS:OP:free');
    expect(bench.people.settingsRight()).toBe('free');
    expect(listed(bench)).toEqual({ may: true, set_up: false, in_file: false, people: [] });
    expect(bench.people.changeFromWindow({ id: 'w1' }, 'new')).toEqual({ ok: false, why: 'first_admin' });
    expect(bench.people.changeFromWindow({ id: 'a1', role: 'admin', pin: PIN_HASH }, 'new')).toEqual({ ok: true });
    expect(listed(bench)).toEqual({ may: false, set_up: true, in_file: false, people: [] });
    expect(bench.people.changeFromWindow({ id: 'w1' }, 'new')).toEqual({ ok: false, why: 'role' });
    expect(bench.codes('PS:OP:free', 'PS:OP:a1')).toEqual(['signin.unknown', 'signin.pin.needed']);
    // The badge alone is not the admin yet.
    expect(bench.people.changeFromWindow({ id: 'w1' }, 'new')).toEqual({ ok: false, why: 'role' });
    expect(bench.codes(`PS:PIN:${PIN}`)).toEqual(['signin.ok']);
    expect(bench.people.changeFromWindow({ id: 'w1' }, 'new')).toEqual({ ok: true });
    expect(changes(bench)).toMatchObject([
      { by: 'free', 'operator.id': 'a1', 'operator.role': 'admin', 'operator.pin': 'set' },
      { by: 'a1', 'operator.id': 'w1', 'operator.role': 'worker' },
    ]);
  });
});

it('whoever is blocked is refused at once and stays in the log; let in again they begin anew', () => {
  const bench = staffed('a1');
  const change = bench.people.changeFromWindow.bind(bench.people);
  change({ id: 'w1', pin: PIN_HASH }, 'known');
  expect(change({ id: 'w1', active: false }, 'known')).toEqual({ ok: true });
  expect(bench.codes('PS:OP:w1')).toEqual(['signin.unknown']);
  expect(listed(bench).people.find(({ id }) => id === 'w1')).toMatchObject({ active: false });
  expect(change({ id: 'w1', active: true, pin: null }, 'new')).toEqual({ ok: true });
  expect(bench.codes('PS:OP:w1')).toEqual(['signin.ok']);
  expect(changes(bench).slice(-2)).toEqual([
    { by: 'a1', 'operator.id': 'w1', 'operator.active': false },
    { by: 'a1', 'operator.id': 'w1', 'operator.active': true, 'operator.pin': 'removed' },
  ]);
});

it('the last admin is neither blocked nor made less, also not by another window or by themselves', () => {
  const bench = staffed('a1');
  const change = bench.people.changeFromWindow.bind(bench.people);
  expect(change({ id: 'a1', active: false }, 'known')).toEqual({ ok: false, why: 'last_admin' });
  expect(change({ id: 'a1', role: 'lead' }, 'known')).toEqual({ ok: false, why: 'last_admin' });
  expect(changes(bench)).toHaveLength(3);
  change({ id: 'a2', role: 'admin' }, 'new');
  expect(change({ id: 'a1', active: false }, 'known')).toEqual({ ok: true });
  expect(bench.view).toMatchObject({ kind: 'signin', operator: null });
});

it('ends the wait after wrong PINs, which the log tells, and shows it as it runs', () => {
  const bench = staffed('a1');
  bench.people.change([{ id: 'l1', pin: PIN_HASH }], 'known');
  for (const pin of ['1111', '2222', '3333']) bench.codes('PS:OP:l1', `PS:PIN:${pin}`);
  bench.clock.advance(10 * SECOND);
  expect(bench.codes('PS:OP:l1', `PS:PIN:${PIN}`, 'PS:OP:a1')).toEqual([
    'signin.pin.needed',
    'signin.pin.wait',
    'signin.ok',
  ]);
  expect(listed(bench).people.find(({ id }) => id === 'l1')).toMatchObject({ wrong_pins: 3, wait_s: 17 });
  expect(bench.people.changeFromWindow({ id: 'l1', forgiven: true }, 'known')).toEqual({ ok: true });
  expect(listed(bench).people.find(({ id }) => id === 'l1')).toMatchObject({ wrong_pins: 0, wait_s: 0 });
  expect(changes(bench).at(-1)).toEqual({ by: 'a1', 'operator.id': 'l1', 'operator.wrong_pins': 'forgotten' });
  expect(bench.codes('PS:OP:l1', `PS:PIN:${PIN}`)).toEqual(['signin.pin.needed', 'signin.ok']);
});

it('is the list of the file where there is one: told, and changed there', () => {
  const bench = openBench({ operators: [{ id: 'a1', role: 'admin' }, { id: 'w1' }] });
  bench.codes('PS:OP:a1');
  expect(listed(bench)).toMatchObject({ may: true, in_file: true, people: [{ id: 'a1' }, { id: 'w1' }] });
  expect(bench.people.changeFromWindow({ id: 'w2' }, 'new')).toEqual({ ok: false, why: 'in_file' });
  expect(bench.people.changeFromWindow({ id: 'w1', forgiven: true }, 'known')).toEqual({ ok: true });
});

it('tells when somebody was last here, to the hour, once that is counted', () => {
  const bench = staffed('a1');
  const seen = () => listed(bench).people.map(({ id, seen }) => `${id} ${seen}`);
  expect(seen()).toEqual(['a1 null', 'l1 null', 'w1 null']);
  bench.count();
  const hour = new Date(bench.clock.now()).toISOString().replace(/:.*/, ':00:00.000Z');
  expect(seen()).toEqual([`a1 ${hour}`, 'l1 null', 'w1 null']);
});

it('whoever sees to people is not away', () => {
  const bench = openBench({ station: { idle_minutes: 5 } });
  bench.people.change([{ id: 'a1', role: 'admin' }], 'new');
  bench.codes('PS:OP:a1');
  for (const id of ['w1', 'w2', 'w3']) {
    bench.clock.advance(3 * 60 * SECOND);
    expect(bench.people.changeFromWindow({ id }, 'new')).toEqual({ ok: true });
  }
  expect(bench.codes('PS:PICK')).toEqual(['pick.none']);
});
