import { describe, expect, it } from 'vitest';
import { MUG_GTIN, TEA_GTIN } from '../../../test/support/station/samples.ts';
import { CUP_GTIN, bench, checked, states, units, WALK } from '../../../test/support/station/walks.ts';

describe('totes on a walk', () => {
  it('are named slot by slot, and packing finds its order by them', () => {
    const of = bench('PS:PICK:3', 'PS:TOTE:T-1', 'A-01-03', MUG_GTIN, MUG_GTIN);
    expect(of.codes('PS:TOTE:T-1', 'PS:TOTE:T-2')).toEqual(['pick.tote.taken', 'pick.tote.ok']);
    of.codes(...WALK.slice(3));
    expect(of.rows('SELECT tote FROM orders ORDER BY order_id')).toEqual([
      { tote: 'T-1' },
      { tote: 'T-2' },
      { tote: null },
    ]);
    // What has no tote gets a label.
    expect(of.rows(`SELECT order_id FROM print_jobs WHERE document = 'tote_label'`)).toEqual([{ order_id: 'ORD-3' }]);
    expect(of.codes('T-2')).toEqual(['pack.opened']);
    expect(of.view).toMatchObject({ order_id: 'ORD-2' });
  });

  it('prove each put, where that is wanted', () => {
    const of = checked('PS:PICK:3', 'A-01-03');
    expect(of.scan(MUG_GTIN)).toMatchObject({
      code: 'pick.item.ok',
      slot: 1,
      view: { expect: ['tote'], line: { done: 0 } },
    });
    expect(of.codes(MUG_GTIN, 'TEA-GREEN', 'B-02-01', 'T-1', MUG_GTIN)).toEqual([
      'pick.slot.first',
      'pick.slot.first',
      'pick.bin.wrong',
      'pick.item.ok',
      'pick.item.ok',
    ]);
    expect(of.scan('T-9')).toMatchObject({
      code: 'pick.slot.wrong',
      message: 'Wrong slot: T-9. It goes into slot A, tote T-1.',
    });
    expect(of.codes('T-1', MUG_GTIN, 'T-1', 'PS:TOTE:T-2')).toEqual([
      'pick.line.done',
      'pick.item.ok',
      'pick.tote.taken',
      'pick.line.done',
    ]);
    expect(
      of.codes(
        'A-02-01',
        CUP_GTIN,
        'PS:QTY:2',
        'T-1',
        'T-2',
        'B-02-01',
        TEA_GTIN,
        'T-1',
        TEA_GTIN,
        'PS:UNDO',
        TEA_GTIN,
        'T-3',
      ),
    ).toEqual([
      'pick.bin.ok',
      'pick.item.ok',
      'pick.item.ok',
      'pick.slot.wrong',
      'pick.line.done',
      'pick.bin.ok',
      'pick.item.ok',
      'pick.line.done',
      'pick.item.ok',
      'undo.ok',
      'pick.item.ok',
      'pick.done',
    ]);
    expect(states(of)).toEqual(['picked', 'picked', 'picked']);
    expect(units(of)).toEqual([
      'ORD-1 MUG-BLUE 2',
      'ORD-1 TEA-GREEN 1',
      'ORD-2 CUP 2',
      'ORD-2 MUG-BLUE 1',
      'ORD-3 TEA-GREEN 1',
    ]);
  });

  it('undo of a put takes back the tote that it named; a unit that is not put yet is short or skipped away', () => {
    const of = checked('PS:PICK:3', 'A-01-03', MUG_GTIN, 'T-1');
    expect(of.codes('PS:UNDO')).toEqual(['undo.ok']);
    expect(of.view).toMatchObject({ tote: null, expect: ['tote'], line: { done: 0 } });
    expect(of.codes('PS:SHORT:damaged', MUG_GTIN, 'PS:SKIP', 'A-01-03')).toEqual([
      'pick.line.short',
      'pick.item.ok',
      'pick.skip.ok',
      'pick.bin.wrong',
    ]);
    expect(units(of)).toEqual(['ORD-1 MUG-BLUE 0']);
  });

  it('a pick of one order asks for none', () => {
    expect(checked('PS:PICK', 'A-01-03').codes(MUG_GTIN, MUG_GTIN)).toEqual(['pick.item.ok', 'pick.line.done']);
  });
});
