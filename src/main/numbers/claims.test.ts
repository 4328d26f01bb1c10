import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { migrate } from '../database/migrate.ts';
import { claimKinds, withheldKinds, type Block } from './claims.ts';
import { isSameMachine, readMachine, type Machine } from './machine.ts';

const A: Machine = { id: 'a', host: 'bench-a' };
const B: Machine = { id: 'b', host: 'bench-b' };
const NOBODY: Machine = { id: null, host: null };

describe('a computer', () => {
  it.each<[string, Machine, Machine, boolean]>([
    ['is itself', A, A, true],
    ['is itself under another name', A, { id: 'a', host: 'renamed' }, true],
    ['is not another of the same name', A, { id: 'b', host: 'bench-a' }, false],
    ['is known by its name where an id is missing', A, { id: null, host: 'bench-a' }, true],
    ['with another name and no id is another', A, { id: null, host: 'bench-b' }, false],
    ['known by nothing goes on as the one known by nothing', NOBODY, NOBODY, true],
    ['known by nothing may be given an id', NOBODY, A, true],
    ['known by nothing is not one that was known', A, NOBODY, false],
  ])('%s', (_, before, now, same) => {
    expect(isSameMachine(before, now)).toBe(same);
  });

  it('is read in a form that tells nobody which one it is', () => {
    const machine = readMachine({ PICKSPAN_MACHINE_ID: 'serial-number-4711' });
    expect(machine.id).toMatch(/^[0-9a-f]{32}$/);
    expect(readMachine({ PICKSPAN_MACHINE_ID: 'serial-number-4711' })).toEqual(machine);
    expect(readMachine({ PICKSPAN_MACHINE_ID: 'serial-number-4712' }).id).not.toBe(machine.id);
    expect(readMachine({})).toEqual(readMachine({}));
  });
});

describe('a range', () => {
  const drawn: Block = { text: 'drawn', explicit: false };
  const given = (text: string): Block => ({ text, explicit: true });

  /** Opens a station with a range on one computer after the other; whether each may issue from it. */
  function opened(...turns: readonly [Machine, Block][]): boolean[] {
    const db = new Database(':memory:');
    migrate(db);
    const answers = turns.map(([machine, block]) => {
      const blocks = new Map([['sscc', block]]);
      const before = withheldKinds(db, blocks, machine).size === 0;
      expect(claimKinds(db, blocks, machine).size === 0).toBe(before);
      return before;
    });
    db.close();
    return answers;
  }

  it.each<[string, [Machine, Block][], boolean[]]>([
    [
      'is issued from where it was first',
      [
        [A, drawn],
        [A, drawn],
      ],
      [true, true],
    ],
    [
      "drawn for one computer is no other one's",
      [
        [A, drawn],
        [B, drawn],
        [A, drawn],
      ],
      [true, false, true],
    ],
    [
      "given to one is no other one's",
      [
        [A, given('1')],
        [B, given('1')],
      ],
      [true, false],
    ],
    [
      'of its own lets another issue',
      [
        [A, given('1')],
        [B, given('2')],
        [B, given('2')],
      ],
      [true, true, true],
    ],
    [
      'drawn anew does not',
      [
        [A, given('1')],
        [B, drawn],
      ],
      [true, false],
    ],
    [
      'that another has claimed in this folder is not issued where it came from',
      [
        [A, given('1')],
        [B, given('2')],
        [A, given('2')],
      ],
      [true, true, false],
    ],
    [
      'may be changed where it is issued',
      [
        [A, given('1')],
        [A, given('2')],
        [A, drawn],
      ],
      [true, true, true],
    ],
    [
      'is issued on a computer that nothing is known of',
      [
        [NOBODY, drawn],
        [NOBODY, drawn],
      ],
      [true, true],
    ],
  ])('%s', (_, turns, answers) => {
    expect(opened(...turns)).toEqual(answers);
  });

  it('of a carrier that was added on another computer is issued only when it was given', () => {
    const db = new Database(':memory:');
    migrate(db);
    claimKinds(db, new Map([['sscc', given('1')]]), A);
    const blocks = new Map([
      ['sscc', given('2')],
      ['tracking:new', drawn],
      ['tracking:own', given('7')],
    ]);
    expect([...claimKinds(db, blocks, B)]).toEqual(['tracking:new']);
    db.close();
  });
});
