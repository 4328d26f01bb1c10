import { describe, expect, it } from 'vitest';
import { readCommand } from './command-barcodes.ts';
import { COMMAND_LIST } from './command-list.ts';
import { sheetGroups, typedIds, type SheetFacts } from './sheet-codes.ts';

const FACTS: SheetFacts = {
  roles: ['pick', 'pack', 'ship'],
  boxes: [
    { code: 'S', name: 'Small box' },
    { code: 'M', name: 'Medium box' },
  ],
  carriers: [{ code: 'house', name: 'House carrier' }],
  printers: ['Labels', 'folder'],
  walk_up_to: 12,
};

const codesOf = (facts: SheetFacts, ids: readonly string[] = []): string[] =>
  sheetGroups(facts, ids).flatMap(({ codes }) => codes.map(({ code }) => code));

describe('the sheets', () => {
  const codes = codesOf(FACTS, ['w1', 'maria.k']);

  it('hold only codes that the station reads as commands, each once', () => {
    expect(codes.filter((code) => readCommand(code).kind !== 'command')).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(
      expect.arrayContaining(['PS:OP:maria.k', 'PS:PICK', 'PS:PICK:6', 'PS:BOX:M', 'PS:HANDOVER:house']),
    );
  });

  it('hold every command that does not ask for what is on the goods, so that a scanner is enough', () => {
    const typed = new Set(['code', 'more', 'weight', 'tote', 'lot', 'serial', 'expiry']);
    const missing = COMMAND_LIST.filter(
      ({ code, asks }) =>
        !typed.has(asks ?? '') &&
        !codes.some((each) => (asks === undefined ? each === code : each.startsWith(code) && each !== code)),
    );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('leave out what no barcode of a bench can hold', () => {
    const carriers = [...FACTS.carriers, { code: 'Süd-Post', name: 'Süd' }, { code: 'x'.repeat(70), name: 'long' }];
    expect(codesOf({ ...FACTS, carriers })).toEqual(codesOf(FACTS));
  });

  it('leave out the stages that the station does not do, a choice among one, and badges that nobody asked for', () => {
    const bare = { ...FACTS, roles: ['pack'], printers: ['folder'] };
    expect(sheetGroups(bare, []).map(({ name }) => name)).toEqual(['any', 'pack', 'paper', 'lead', 'language']);
    expect(codesOf(bare).filter((code) => code.startsWith('PS:PRINTER:'))).toEqual([]);
    // Who packs may be short too.
    expect(codesOf(bare)).toContain('PS:SHORT:damaged');
  });
});

describe('typed ids', () => {
  it.each([
    ['w1, w2;w3\nw4', ['w1', 'w2', 'w3', 'w4']],
    ['  w1 w1 ', ['w1']],
    ['', []],
    [`${'x'.repeat(65)} żółw ok`, ['ok']],
  ])('of %j', (text, ids) => {
    expect(typedIds(text)).toEqual(ids);
  });
});
