import { describe, expect, it } from 'vitest';
import { FRIDAY_NOON } from '../../../test/support/station/hand-clock.ts';
import { itemScan, orderLine } from '../../../test/support/station/lines.ts';
import { gtin14, MUG_CASE_GTIN, MUG_GTIN, TEA_GTIN } from '../../../test/support/station/samples.ts';
import type { PickAction } from './decision.ts';
import { decidePick, pickOutcome } from './rules.ts';
import { currentLine, doneOf, newPick, type PickState } from './state.ts';

const mug = orderLine(1, { quantity: 2 });
const tea = orderLine(2, {
  bin: 'B-02-01',
  gtin: TEA_GTIN,
  sku: 'TEA-GREEN',
  productId: 'p-18',
  quantity: 1,
  barcodes: [],
});
const start = newPick('ORD-1', [tea, mug], FRIDAY_NOON);

const bin = (name: string): PickAction => ({ kind: 'bin', bin: name });
const item = (text: string): PickAction => ({ kind: 'item', scan: itemScan(text) });
const quantity = (units: number): PickAction => ({ kind: 'quantity', quantity: units });
const short: PickAction = { kind: 'short', reason: 'missing' };
const skip: PickAction = { kind: 'skip' };

/** What each action was answered, and what was so at the end. A refusal leaves everything as it was. */
function play(actions: readonly PickAction[], from: PickState = start): { codes: string[]; state: PickState } {
  let state = from;
  const codes = actions.map((action, index) => {
    const decision = decidePick(state, action, FRIDAY_NOON + index * 1000);
    if (decision.ok) ({ state } = decision);
    return decision.code;
  });
  return { codes, state };
}

const toMug = bin('A-01-03');
const toTea = bin('B-02-01');

describe('the rules of picking', () => {
  it.each<[string, PickAction[], string[]]>([
    ['the item before its bin', [item(MUG_GTIN)], ['pick.bin.first']],
    ['another bin', [toTea], ['pick.bin.wrong']],
    ['bin names are compared exactly', [bin('a-01-03')], ['pick.bin.wrong']],
    ['bin, then item', [toMug, item(MUG_GTIN)], ['pick.bin.ok', 'pick.item.ok']],
    ['another item of the order at this bin', [toMug, item(TEA_GTIN)], ['pick.bin.ok', 'pick.item.wrong']],
    ['an item of no line', [toMug, item('036000291452')], ['pick.bin.ok', 'pick.item.wrong']],
    [
      'the whole line by scans',
      [toMug, item('MUG-BLUE'), item('p-17')],
      ['pick.bin.ok', 'pick.item.ok', 'pick.line.done'],
    ],
    [
      'one unit too many',
      [toMug, item(MUG_GTIN), item(MUG_GTIN), item(MUG_GTIN)],
      ['pick.bin.ok', 'pick.item.ok', 'pick.line.done', 'pick.item.over'],
    ],
    ['a case that is too much', [toMug, item(MUG_CASE_GTIN)], ['pick.bin.ok', 'pick.item.over']],
    ['a case nobody described', [toMug, item(gtin14('2401234512345'))], ['pick.bin.ok', 'pick.case.unknown']],
    ['a count before the item', [toMug, quantity(2)], ['pick.bin.ok', 'pick.item.first']],
    ['a count before the bin', [quantity(2)], ['pick.bin.first']],
    ['a count sets the total', [toMug, item(MUG_GTIN), quantity(2)], ['pick.bin.ok', 'pick.item.ok', 'pick.line.done']],
    [
      'a count beyond the line',
      [toMug, item(MUG_GTIN), quantity(3)],
      ['pick.bin.ok', 'pick.item.ok', 'pick.item.over'],
    ],
    ['short without going there', [short], ['pick.line.short']],
    ['the last line short', [short, short], ['pick.line.short', 'pick.done']],
    [
      'skip and come back',
      [skip, toTea, item(TEA_GTIN), toMug],
      ['pick.skip.ok', 'pick.bin.ok', 'pick.line.done', 'pick.bin.ok'],
    ],
    ['skip there and back again', [skip, skip, toMug], ['pick.skip.ok', 'pick.skip.ok', 'pick.bin.ok']],
    ['skip the only open line', [short, skip], ['pick.line.short', 'pick.skip.last']],
    ['after the end', [short, short, toMug], ['pick.line.short', 'pick.done', 'nothing.open']],
  ])('%s', (_name, actions, codes) => {
    expect(play(actions).codes).toEqual(codes);
  });

  it('a refusal names the line and changes nothing', () => {
    const decision = decidePick(start, toTea, FRIDAY_NOON);
    expect(decision).toMatchObject({ ok: false, code: 'pick.bin.wrong', lineNo: 1 });
    expect(decision).not.toHaveProperty('state');
  });

  it('a closed line turns to the next one of the walk and starts its time', () => {
    const { state } = play([toMug, item(MUG_GTIN), item(MUG_GTIN)]);
    const now = currentLine(state);
    expect(now?.item.bin).toBe('B-02-01');
    expect(now?.startedMs).toBe(FRIDAY_NOON + 2000);
    expect(state.bin).toBe('A-01-03');
  });

  it('two lines in one bin need one bin scan, and either item may come first', () => {
    const beside = orderLine(2, { gtin: TEA_GTIN, sku: 'TEA-GREEN', productId: 'p-18', quantity: 1, barcodes: [] });
    const shelf = newPick('ORD-2', [mug, beside], FRIDAY_NOON);
    const { codes } = play([toMug, item(TEA_GTIN), item(MUG_GTIN), item(MUG_GTIN)], shelf);
    expect(codes).toEqual(['pick.bin.ok', 'pick.line.done', 'pick.item.ok', 'pick.done']);
  });

  it('two lines of one item in one bin fill one after the other', () => {
    const again = orderLine(2, { quantity: 1 });
    const { codes, state } = play(
      [toMug, item(MUG_GTIN), item(MUG_GTIN), item(MUG_GTIN)],
      newPick('ORD-3', [mug, again], 0),
    );
    expect(codes).toEqual(['pick.bin.ok', 'pick.item.ok', 'pick.line.done', 'pick.done']);
    expect(state.lines.map(doneOf)).toEqual([2, 1]);
  });
});

describe('how a pick ended', () => {
  const full = [toMug, item(MUG_GTIN), item(MUG_GTIN), toTea, item(TEA_GTIN)];
  it.each<[string, PickAction[], 'ship' | 'hold', string, boolean]>([
    ['complete', full, 'ship', 'complete', true],
    ['complete, where shorts are held', full, 'hold', 'complete', true],
    ['one line short', [toMug, item(MUG_GTIN), short, short], 'ship', 'short', false],
    ['one line short, the other complete', [short, toTea, item(TEA_GTIN)], 'ship', 'short', true],
    ['one line short, held', [short, toTea, item(TEA_GTIN)], 'hold', 'short', false],
    ['nothing there', [short, short], 'ship', 'short', false],
  ])('%s', (_name, actions, policy, outcome, goesOn) => {
    const { codes, state } = play(actions);
    expect(codes.at(-1)).toBe('pick.done');
    expect(pickOutcome(state.lines, policy)).toMatchObject({ outcome, goesOn });
  });
});
