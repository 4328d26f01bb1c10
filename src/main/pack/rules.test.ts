import { describe, expect, it } from 'vitest';
import { orderLine, settingsOf } from '../../../test/support/station/lines.ts';
import { item, packLine, packState, parcel, playPack, weight } from '../../../test/support/station/packs.ts';
import { gtin14, MUG_CASE_GTIN, MUG_GTIN, TEA_GTIN } from '../../../test/support/station/samples.ts';
import type { PackAction } from './rules.ts';
import { missingOf, packedOf } from './state.ts';

const tea = orderLine(2, {
  gtin: TEA_GTIN,
  sku: 'TEA-GREEN',
  productId: 'p-18',
  quantity: 1,
  barcodes: [],
  unitWeightG: 250,
});
const bench = packState([packLine(1), packLine(2, { item: tea })]);
const all = [item(MUG_GTIN), item(MUG_GTIN), item(TEA_GTIN)];
const done: PackAction = { kind: 'done' };
const next: PackAction = { kind: 'next' };
const short: PackAction = { kind: 'short', reason: 'damaged' };
const box = (code: string): PackAction => ({ kind: 'box', code });
const reason = (word: string): PackAction => ({ kind: 'reason', word });
const OK = 'pack.item.ok';

describe('the rules of packing', () => {
  it.each<[string, PackAction[], string[]]>([
    ['every unit is scanned', [...all, done], [OK, OK, OK, 'pack.done']],
    ['by SKU and product id as well', [item('MUG-BLUE'), item('p-17'), item('TEA-GREEN')], [OK, OK, OK]],
    ['an item of another order', [item('036000291452')], ['pack.item.wrong']],
    ['more than was picked', [...all, item(TEA_GTIN)], [OK, OK, OK, 'pack.item.over']],
    ['a case that was not picked', [item(MUG_CASE_GTIN)], ['pack.item.over']],
    ['a case nobody described', [item(gtin14('3401234512345'))], ['pick.case.unknown']],
    ['done while units are missing', [item(MUG_GTIN), done], [OK, 'pack.incomplete']],
    ['an empty parcel', [next], ['pack.empty']],
    ['the weight of an empty parcel', [weight(900)], ['pack.empty']],
    ['a box of this station', [box('L')], ['pack.box.ok']],
    ['a box of nobody', [box('XXL')], ['pack.box.unknown']],
    [
      'a second parcel',
      [item(MUG_GTIN), next, item(MUG_GTIN), item(TEA_GTIN), done],
      [OK, 'pack.parcel.done', OK, OK, 'pack.done'],
    ],
    ['an empty box at the end is no parcel', [...all, next, done], [OK, OK, OK, 'pack.parcel.done', 'pack.done']],
    ['what is missing is released', [item(MUG_GTIN), short, done], [OK, 'pack.short.ok', 'pack.done']],
    ['nothing is missing', [...all, short], [OK, OK, OK, 'pack.short.nothing']],
    ['nothing at all is there', [short], ['pack.empty']],
    [
      'a released unit turns up again',
      [item(MUG_GTIN), short, item(MUG_GTIN)],
      [OK, 'pack.short.ok', 'pack.item.over'],
    ],
    ['a weight that fits', [...all, weight(1100), done], [OK, OK, OK, 'pack.weight.ok', 'pack.done']],
    [
      'a weight that does not',
      [...all, weight(3000), done],
      [OK, OK, OK, 'pack.weight.discrepancy', 'pack.reason.needed'],
    ],
    [
      'and why',
      [...all, weight(3000), reason('repacked'), done],
      [OK, OK, OK, 'pack.weight.discrepancy', 'pack.weight.ok', 'pack.done'],
    ],
    [
      'weighed again',
      [...all, weight(3000), weight(1100), done],
      [OK, OK, OK, 'pack.weight.discrepancy', 'pack.weight.ok', 'pack.done'],
    ],
    ['a reason for nothing', [...all, reason('repacked')], [OK, OK, OK, 'nothing.open']],
  ])('%s', (_name, actions, codes) => {
    expect(playPack(bench, actions).codes).toEqual(codes);
  });

  it('asks for a weight where one is required', () => {
    const strict = settingsOf({ weight: { required: true } });
    expect(playPack(bench, [...all, done, weight(1100), done], strict).codes.slice(3)).toEqual([
      'pack.weight.needed',
      'pack.weight.ok',
      'pack.done',
    ]);
  });

  it('takes the expected weight where nobody weighed', () => {
    // 2 x 350 g, 250 g, and 120 g of box S.
    const { state } = playPack(bench, [...all, done]);
    expect(state.parcels).toMatchObject([{ state: 'closed', box: 'S', weight_g: 1070, weight_source: 'expected' }]);
  });

  it('a weight does not outlive what it was the weight of', () => {
    const { state } = playPack(bench, [item(MUG_GTIN), weight(480), item(MUG_GTIN)]);
    expect(state.parcels).toMatchObject([{ weight_g: null, weight_source: null }]);
  });

  it('the first unit chooses the box; a scan changes it until the parcel closes', () => {
    expect(playPack(bench, [item(MUG_GTIN)]).state.parcels).toMatchObject([{ box: 'S' }]);
    expect(playPack(bench, [box('M'), item(MUG_GTIN)]).state.parcels).toMatchObject([{ box: 'M' }]);
    expect(playPack(bench, [item(MUG_GTIN), box('L')]).state.parcels).toMatchObject([{ box: 'L' }]);
  });

  it('two lines of one item fill up one after the other', () => {
    const twice = packState([packLine(1), packLine(2, { item: orderLine(2, { quantity: 1 }) })]);
    const { codes, state } = playPack(twice, [item(MUG_GTIN), item(MUG_GTIN), item(MUG_GTIN), item(MUG_GTIN)]);
    expect(codes).toEqual([OK, OK, OK, 'pack.item.over']);
    expect(state.lines.map(packedOf)).toEqual([2, 1]);
  });

  it('shows up a lot or serial that was never picked', () => {
    const units = [{ quantity: 2, lot: 'L1', serial: null, expiry: null }];
    const lots = packState([packLine(1, { units })]);
    const label = (lot: string): PackAction => item(`]C101${MUG_GTIN}10${lot}`);
    expect(playPack(lots, [label('L2'), label('L1'), item(MUG_GTIN)]).codes).toEqual(['pack.item.wrong', OK, OK]);
  });

  it('counts what a closed parcel holds', () => {
    const second = packState([packLine(1, { packed: new Map([[1, 1]]) })], [parcel(1, { state: 'closed' }), parcel(2)]);
    const { codes, state } = playPack(second, [item(MUG_GTIN), item(MUG_GTIN)]);
    expect(codes).toEqual([OK, 'pack.item.over']);
    expect(state.lines.map(missingOf)).toEqual([0]);
  });

  it('without an open parcel there is nothing to pack', () => {
    expect(playPack(packState([packLine(1)], [parcel(1, { state: 'closed' })]), [item(MUG_GTIN)]).codes).toEqual([
      'nothing.open',
    ]);
  });
});
