import { describe, expect, it } from 'vitest';
import { FRIDAY_NOON } from '../../../test/support/station/hand-clock.ts';
import { itemScan, orderLine } from '../../../test/support/station/lines.ts';
import { MUG_CASE_GTIN, MUG_GTIN, TEA_GTIN } from '../../../test/support/station/samples.ts';
import type { OrderLine } from '../orders/order-data.ts';
import type { PickAction } from './decision.ts';
import { decidePick } from './rules.ts';
import { missingDetails } from './units.ts';
import { currentLine, newPick, type PickState } from './state.ts';

const GS = '\u001D';
const labelled = (rest: string): PickAction => ({ kind: 'item', scan: itemScan(`]C101${MUG_GTIN}${rest}`) });
const plain: PickAction = { kind: 'item', scan: itemScan(MUG_GTIN) };
const boxOfSix: PickAction = { kind: 'item', scan: itemScan(MUG_CASE_GTIN) };
const lot = (text: string): PickAction => ({ kind: 'detail', lot: text });
const serial = (text: string): PickAction => ({ kind: 'detail', serial: text });
const expiry = (text: string): PickAction => ({ kind: 'detail', expiry: text });
const quantity = (units: number): PickAction => ({ kind: 'quantity', quantity: units });

function play(line: Partial<OrderLine>, actions: readonly PickAction[]): { codes: string[]; state: PickState } {
  let state = newPick(
    'ORD-1',
    [orderLine(1, { quantity: 12, ...line }), orderLine(2, { bin: 'Z-99-99' })],
    FRIDAY_NOON,
  );
  const codes = [{ kind: 'bin' as const, bin: 'A-01-03' }, ...actions].map((action) => {
    const decision = decidePick(state, action, FRIDAY_NOON);
    if (decision.ok) ({ state } = decision);
    return decision.code;
  });
  return { codes: codes.slice(1), state };
}

const unitsOf = (state: PickState) => state.lines.find(({ item }) => item.lineNo === 1)?.units;

describe('cases and counts', () => {
  it('counts what the case holds, what the label says, and both together', () => {
    const label: PickAction = { kind: 'item', scan: itemScan(`]C102${MUG_CASE_GTIN}3701`) };
    expect(unitsOf(play({}, [boxOfSix]).state)).toMatchObject([{ quantity: 6 }]);
    expect(unitsOf(play({}, [labelled('3005')]).state)).toMatchObject([{ quantity: 5 }]);
    expect(unitsOf(play({}, [label]).state)).toMatchObject([{ quantity: 6 }]);
  });

  it('equal units are counted together', () => {
    expect(unitsOf(play({}, [plain, boxOfSix, plain]).state)).toEqual([
      { quantity: 8, lot: null, serial: null, expiry: null },
    ]);
  });
});

describe('lots, expiry dates and serial numbers', () => {
  it('keeps lots apart', () => {
    const { codes, state } = play({}, [labelled('10L1'), labelled('10L1'), labelled('10L2')]);
    expect(codes).toEqual(['pick.item.ok', 'pick.item.ok', 'pick.item.ok']);
    expect(unitsOf(state)).toMatchObject([
      { quantity: 2, lot: 'L1' },
      { quantity: 1, lot: 'L2' },
    ]);
  });

  it('does not count a unit before its lot is known', () => {
    const { codes, state } = play({ lotRequired: true }, [plain]);
    const line = currentLine(state);
    expect(codes).toEqual(['pick.item.ok']);
    expect(line === undefined ? [] : missingDetails(state, line)).toEqual(['lot']);
    expect(unitsOf(state)).toEqual([]);
    expect(unitsOf(play({ lotRequired: true }, [plain, lot('L9')]).state)).toMatchObject([{ quantity: 1, lot: 'L9' }]);
  });

  it('asks for lot, expiry and serial one after the other', () => {
    const all = { lotRequired: true, expiryRequired: true, serialRequired: true };
    const asked = [[plain], [plain, lot('L1')], [plain, lot('L1'), expiry('2027-01-31')]].map((actions) => {
      const { state } = play(all, actions);
      const line = currentLine(state);
      return line === undefined ? [] : missingDetails(state, line);
    });
    expect(asked).toEqual([['lot', 'expiry', 'serial'], ['expiry', 'serial'], ['serial']]);
    const { state } = play(all, [plain, lot('L1'), expiry('2027-01-31'), serial('S1')]);
    expect(unitsOf(state)).toEqual([{ quantity: 1, lot: 'L1', expiry: '2027-01-31', serial: 'S1' }]);
  });

  it('takes all of it from one label', () => {
    const all = { lotRequired: true, expiryRequired: true, serialRequired: true };
    const { codes, state } = play(all, [labelled(`1727013110L1${GS}21S1`)]);
    expect(codes).toEqual(['pick.item.ok']);
    expect(unitsOf(state)).toEqual([{ quantity: 1, lot: 'L1', expiry: '2027-01-31', serial: 'S1' }]);
  });

  it.each<[string, Partial<OrderLine>, PickAction[], string]>([
    ['a detail without an item', { lotRequired: true }, [lot('L1')], 'pick.item.first'],
    [
      'the same serial number twice',
      { serialRequired: true },
      [labelled('21S1'), labelled('21S1')],
      'pick.serial.repeated',
    ],
    [
      'the same serial number by command',
      { serialRequired: true },
      [labelled('21S1'), plain, serial('S1')],
      'pick.serial.repeated',
    ],
    ['a case where each unit has a number', { serialRequired: true }, [boxOfSix], 'pick.serial.each'],
    [
      'a total where each unit has a number',
      { serialRequired: true },
      [labelled('21S1'), quantity(3)],
      'pick.serial.each',
    ],
    ['a total over several lots', {}, [labelled('10L1'), labelled('10L2'), quantity(4)], 'pick.quantity.lots'],
    ['a total while the lot is missing', { lotRequired: true }, [plain, quantity(4)], 'pick.detail.first'],
  ])('refuses %s', (_name, line, actions, code) => {
    expect(play(line, actions).codes.at(-1)).toBe(code);
  });

  it('a total keeps the lot it is of', () => {
    expect(unitsOf(play({}, [labelled('10L1'), quantity(4)]).state)).toMatchObject([{ quantity: 4, lot: 'L1' }]);
  });

  it.each([
    ['of the same item is one unit', MUG_GTIN, 'pick.serial.repeated'],
    ['of another item is another unit', TEA_GTIN, 'pick.done'],
  ])('one serial number across two lines %s', (_what, gtin, code) => {
    const one = { quantity: 1, serialRequired: true };
    const shelf = newPick('ORD-1', [orderLine(1, one), orderLine(2, { ...one, gtin })], FRIDAY_NOON);
    const second: PickAction = { kind: 'item', scan: itemScan(`]C101${gtin}21S1`) };
    const actions: PickAction[] = [{ kind: 'bin', bin: 'A-01-03' }, labelled('21S1'), second];
    let state = shelf;
    const codes = actions.map((action) => {
      const decision = decidePick(state, action, FRIDAY_NOON);
      if (decision.ok) ({ state } = decision);
      return decision.code;
    });
    expect(codes).toEqual(['pick.bin.ok', 'pick.line.done', code]);
  });
});
