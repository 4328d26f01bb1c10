import { describe, expect, it } from 'vitest';
import { readCommand } from '../../../shared/command-barcodes.ts';
import { sheetGroups, typedIds } from './sheet-groups.ts';

describe('the sheets', () => {
  const groups = sheetGroups(['pick', 'pack', 'ship'], ['w1', 'maria.k'], ['S', 'M']);
  const codes = groups.flatMap((group) => group.codes.map(({ code }) => code));

  it('hold only codes that the station reads as commands, each once', () => {
    expect(codes.filter((code) => readCommand(code).kind !== 'command')).toEqual([]);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual(
      expect.arrayContaining(['PS:OP:maria.k', 'PS:PICK', 'PS:SHORT:damaged', 'PS:BOX:M', 'PS:HANDOVER']),
    );
  });

  it('leave out the stages that the station does not do, and badges that nobody asked for', () => {
    expect(sheetGroups(['pack'], [], []).map(({ name }) => name)).toEqual(['any', 'pack', 'language']);
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
