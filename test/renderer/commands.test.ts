import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/shared/command-barcodes.ts';
import {
  COMMAND_LIST,
  offeredCommands,
  REPRINT_REASONS,
  walkSizes,
  WEIGHT_REASONS,
  type Asks,
} from '../../src/shared/command-list.ts';
import { CHOICE_KEYS } from '../../src/renderer/commands/use-hotkeys.ts';
import { FIXTURE_NAMES, snapshotOf } from './gallery/fixtures.ts';

const ARGUMENTS: Readonly<Record<Exclude<Asks, 'code' | 'more'>, readonly string[]>> = {
  short: ['missing', 'damaged', 'wrong_stock'],
  quantity: ['12'],
  weight: ['1340'],
  box: ['M'],
  reason: WEIGHT_REASONS,
  carrier: ['house'],
  language: ['en', 'de', 'es', 'pl'],
  tote: ['T-1'],
  lot: ['L1'],
  serial: ['S1'],
  expiry: ['2027-03-31'],
  reprint: REPRINT_REASONS,
  printer: ['Printer 2'],
  walk: walkSizes(24).map(String),
};

describe('the commands', () => {
  it('say what a printed barcode says', () => {
    const texts = COMMAND_LIST.flatMap(({ code, asks }) =>
      asks === 'code' || asks === 'more'
        ? []
        : asks === undefined
          ? [code]
          : ARGUMENTS[asks].map((argument) => code + argument),
    );
    expect(texts.filter((text) => readCommand(text).kind !== 'command')).toEqual([]);
    expect(texts.length).toBeGreaterThan(COMMAND_LIST.length);
  });

  it.each(FIXTURE_NAMES)('have a key of their own on the screen %s, and at most one of them is next', (name) => {
    const { view, facts } = snapshotOf({ name, language: 'en', theme: 'light' });
    const offered = offeredCommands(view, facts);
    const keys = offered.filter(({ place }) => place !== 'more').map(({ hotkey }) => hotkey);
    expect(keys).toEqual([...new Set(keys)]);
    expect(offered.filter(({ now }) => now === 'next').length).toBeLessThanOrEqual(1);
    expect(offered.length).toBeGreaterThan(1);
    expect(offered.filter(({ place }) => place === 'bar').length).toBeLessThanOrEqual(8);
  });

  it('are those of the roles the station has', () => {
    const { view, facts } = snapshotOf({ name: 'home', language: 'en', theme: 'light' });
    const packer = { ...facts, station: { ...facts.station, roles: ['pack'] } };
    const names = offeredCommands(view, packer).map(({ name }) => name);
    expect(names).toEqual(['type', 'pack', 'figures', 'language', 'more', 'signout']);
  });

  it.each(['question-short', 'question-conflict', 'question-unanswered'] as const)('answer %s by its key', (name) => {
    const { view, facts } = snapshotOf({ name, language: 'en', theme: 'light' });
    const next = offeredCommands(view, facts).find(({ now }) => now === 'next');
    expect(next).toMatchObject({ name: 'release', hotkey: 'F2', code: 'PS:RELEASE' });
  });

  it('offer walks of up to as many orders as there may be, each with a key', () => {
    expect(walkSizes(2)).toEqual([2]);
    expect(walkSizes(12)).toEqual([2, 3, 4, 6, 8, 12]);
    for (let most = 2; most <= 24; most += 1) {
      expect(walkSizes(most).at(-1)).toBe(most);
      expect(walkSizes(most).length).toBeLessThanOrEqual(CHOICE_KEYS.length);
    }
  });
});
