import type { People, Person } from '../../../src/shared/people.ts';
import { HOSTILE, NOW } from './fixtures.ts';

/* Who may work at a station, as it tells a page. */

const daysAgo = (days: number): string => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();

const person = (id: string, name: string, more: Partial<Person> = {}): Person => ({
  id,
  name,
  role: 'worker',
  has_pin: false,
  active: true,
  wrong_pins: 0,
  wait_s: 0,
  seen: daysAgo(0),
  ...more,
});

export const PEOPLE: People = {
  may: true,
  set_up: true,
  in_file: false,
  people: [
    person('a1', 'Ada Nowak', { role: 'admin', has_pin: true }),
    person('l1', 'Lena Vogt', { role: 'lead', has_pin: true, wrong_pins: 5, wait_s: 107 }),
    person('l2', 'Luis', { role: 'lead', seen: daysAgo(1) }),
    person('maria.k', 'Maria Konstantinopolska-Wiśniewska', { seen: daysAgo(12), has_pin: true, wrong_pins: 2 }),
    person('w2', 'Willem', { has_pin: true }),
    person('w7', 'w7', { seen: null }),
    person('x'.repeat(64), HOSTILE, { seen: null }),
    person('w9', 'Zoe', { active: false, seen: daysAgo(40) }),
  ],
};

export const NOBODY: People = { may: true, set_up: false, in_file: false, people: [] };
export const BARRED: People = { may: false, set_up: true, in_file: false, people: [] };
