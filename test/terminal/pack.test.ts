import { describe, expect, it } from 'vitest';
import { rows, span } from '../support/database.ts';
import { dataFolder, dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn, teas } from '../support/orders.ts';
import { accept, startTerminal, type Terminal } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';
import { numbersOf, parcelsOf } from '../support/shift.ts';

/* The packing bench: boxes, parcels, what is missing there. */

/** Three mugs and a tea, picked and open at the bench. */
async function atTheBench(folder: string): Promise<Terminal> {
  await takeIn(folder, orderCreated('ORD-1', [mugs(3), teas(1)]));
  const terminal = await startTerminal(folder);
  await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug, 'PS:QTY:3', 'B-02-01', GTIN.tea, 'PS:PACK');
  return terminal;
}

const parcelItems = (folder: string): unknown[] =>
  rows(folder, `SELECT number, line_no, quantity FROM parcel_items ORDER BY number, line_no`);

describe('parcels', () => {
  it('of one order have numbers and slips of their own', async () => {
    const folder = dataFolder();
    const terminal = await atTheBench(folder);
    expect(await accept(terminal, GTIN.mug, GTIN.mug, 'PS:NEXT')).toMatchObject({
      code: 'pack.parcel.done',
      sound: 'done',
      view: {
        kind: 'pack',
        parcels: [
          { number: 1, state: 'closed' },
          { number: 2, state: 'open', sscc: null },
        ],
      },
    });
    const answer = await accept(terminal, GTIN.mug, GTIN.tea, 'PS:DONE');
    expect(answer).toMatchObject({ code: 'pack.done', view: { progress: { done: 4, total: 4 } } });
    const [first, second] = [numbersOf(answer, 0), numbersOf(answer, 1)];
    expect(new Set([first.sscc, second.sscc, first.tracking, second.tracking]).size).toBe(4);
    expect(parcelItems(folder)).toEqual([
      { number: 1, line_no: 1, quantity: 2 },
      { number: 2, line_no: 1, quantity: 1 },
      { number: 2, line_no: 2, quantity: 1 },
    ]);
    expect(
      rows(folder, `SELECT document, parcel FROM print_jobs WHERE parcel IS NOT NULL ORDER BY parcel, document DESC`),
    ).toEqual(
      [1, 2].flatMap((parcel) => [
        { document: 'slip', parcel },
        { document: 'label', parcel },
      ]),
    );
    expect(span(folder, 'warehouse.pack').attributes).toMatchObject({
      'pack.parcel_count': 2,
      'pack.item_count': 4,
      'pack.box_size': 'S',
      'pack.box_sizes': ['S', 'S'],
      'pack.weight_source': 'expected',
    });
    expect(await terminal.close()).toBe(0);
  });

  it('that are empty are none: PS:NEXT, then PS:DONE', async () => {
    const folder = dataFolder();
    const terminal = await atTheBench(folder);
    await expectRefusal(folder, terminal, 'PS:NEXT', 'pack.empty');
    await accept(terminal, GTIN.mug, GTIN.mug, GTIN.mug, GTIN.tea, 'PS:NEXT');
    await expectRefusal(folder, terminal, 'PS:NEXT', 'pack.empty');
    await expectRefusal(folder, terminal, 'PS:WEIGHT:900', 'pack.empty');
    const answer = await accept(terminal, 'PS:DONE');
    expect(answer).toMatchObject({ code: 'pack.done' });
    expect(parcelsOf(answer)).toHaveLength(1);
    expect(rows(folder, `SELECT document FROM print_jobs ORDER BY id`)).toEqual([
      { document: 'tote_label' },
      { document: 'slip' },
      { document: 'label' },
    ]);
    expect(span(folder, 'warehouse.pack').attributes).toMatchObject({ 'pack.parcel_count': 1 });
    expect(await terminal.close()).toBe(0);
  });

  it('once closed are not opened again by an undo', async () => {
    const folder = dataFolder();
    const terminal = await atTheBench(folder);
    await accept(terminal, GTIN.mug, GTIN.mug, 'PS:NEXT', GTIN.mug, 'PS:UNDO');
    await expectRefusal(folder, terminal, 'PS:UNDO', 'undo.nothing');
    expect(await terminal.close()).toBe(0);
  });
});

describe('a box', () => {
  it('is chosen with the first unit, and may be changed until the parcel closes', async () => {
    const folder = dataFolder();
    const terminal = await atTheBench(folder);
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ view: { box: 'S' } });
    expect(await accept(terminal, 'PS:BOX:L')).toMatchObject({ code: 'pack.box.ok', view: { box: 'L' } });
    expect(await accept(terminal, 'M')).toMatchObject({ code: 'pack.box.ok', view: { box: 'M' } });
    await expectRefusal(folder, terminal, 'PS:BOX:XXL', 'pack.box.unknown');
    const answer = await accept(terminal, GTIN.mug, GTIN.mug, GTIN.tea, 'PS:DONE');
    expect(parcelsOf(answer)).toMatchObject([{ box: 'M' }]);
    expect(span(folder, 'warehouse.pack').attributes).toMatchObject({ 'pack.box_size': 'M' });
    expect(await terminal.close()).toBe(0);
  });

  it('may be scanned before the first unit', async () => {
    const terminal = await atTheBench(dataFolder());
    expect(await accept(terminal, 'PS:BOX:L', GTIN.mug)).toMatchObject({ view: { box: 'L' } });
    expect(await terminal.close()).toBe(0);
  });

  it('is suggested by the size of what goes into it', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2, { unit_dimensions_mm: [300, 200, 150] })]));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug, GTIN.mug, 'PS:PACK');
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ view: { box: 'L' } });
    expect(await terminal.close()).toBe(0);
  });

  it('comes from the settings where they name some', async () => {
    const terminal = await atTheBench(dataFolderWith({ boxes: [{ code: 'BAG', name: 'Paper bag', tare_g: 20 }] }));
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ view: { box: 'BAG' } });
    expect(await accept(terminal, GTIN.mug, GTIN.mug, GTIN.tea, 'PS:DONE')).toMatchObject({
      view: { parcels: [{ box: 'BAG', weight_g: 3 * 400 + 300 + 20 }] },
    });
    expect(await terminal.close()).toBe(0);
  });
});

describe('units', () => {
  it('are scanned one by one: too many and wrong ones are refused', async () => {
    const folder = dataFolder();
    const terminal = await atTheBench(folder);
    await expectRefusal(folder, terminal, 'PS:QTY:3', 'pack.scan.each');
    await expectRefusal(folder, terminal, GTIN.stranger, 'pack.item.wrong');
    await accept(terminal, GTIN.tea);
    await expectRefusal(folder, terminal, GTIN.tea, 'pack.item.over');
    const answer = await expectRefusal(folder, terminal, 'PS:DONE', 'pack.incomplete');
    expect(answer.message).toContain('3 x Mug');
    expect(await terminal.close()).toBe(0);
  });

  it('that are missing at the bench are released, and the order goes on', async () => {
    const folder = dataFolder();
    const terminal = await atTheBench(folder);
    await expectRefusal(folder, terminal, 'PS:SHORT:missing', 'pack.empty');
    await accept(terminal, GTIN.mug, GTIN.mug);
    expect(await accept(terminal, 'PS:SHORT:damaged')).toMatchObject({
      code: 'pack.short.ok',
      view: { progress: { done: 2, total: 2 }, expect: ['weight'] },
    });
    await expectRefusal(folder, terminal, GTIN.mug, 'pack.item.over');
    await expectRefusal(folder, terminal, 'PS:SHORT:damaged', 'pack.short.nothing');
    await accept(terminal, 'PS:DONE');
    expect(span(folder, 'warehouse.pack').attributes).toMatchObject({ 'pack.item_count': 2, 'stage.outcome': 'short' });
    const types = rows<{ type: string }>(folder, `SELECT type FROM events_out ORDER BY seq`).map(({ type }) => type);
    expect(types).toEqual(['pickspan.order.picked', 'pickspan.order.packed', 'pickspan.order.short']);
    expect(await terminal.close()).toBe(0);
  });

  it('released by mistake come back with an undo', async () => {
    const terminal = await atTheBench(dataFolder());
    expect(await accept(terminal, GTIN.mug, 'PS:SHORT:missing', 'PS:UNDO')).toMatchObject({
      view: { progress: { done: 1, total: 4 }, expect: ['item', 'box'] },
    });
    expect(await terminal.close()).toBe(0);
  });

  it('stay in their box when the job is put down', async () => {
    const terminal = await atTheBench(dataFolder());
    await accept(terminal, GTIN.mug, 'PS:BOX:L');
    expect(await accept(terminal, 'PS:CANCEL')).toMatchObject({ code: 'pack.put_down', view: { kind: 'home' } });
    expect(await accept(terminal, 'PS:OP:w2', 'ORD-1')).toMatchObject({
      code: 'pack.opened',
      view: { box: 'L', progress: { done: 1, total: 4 } },
    });
    expect(await terminal.close()).toBe(0);
  });
});

describe('the view after pack.done', () => {
  it('stays until the next scan, over a restart too; no job is open', async () => {
    const folder = dataFolder();
    const first = await atTheBench(folder);
    const answer = await accept(first, GTIN.mug, GTIN.mug, GTIN.mug, GTIN.tea, 'PS:DONE');
    expect(await first.close()).toBe(0);
    const second = await startTerminal(folder);
    expect(second.ready.view).toEqual(answer.view);
    expect(await second.send('PS:CANCEL')).toMatchObject({ code: 'nothing.open', view: { kind: 'home' } });
    expect(await second.close()).toBe(0);
  });
});
