import { describe, expect, it } from 'vitest';
import { rows, span, spans } from '../support/database.ts';
import { dataFolder } from '../support/folder.ts';
import { GS, GTIN, MUG_CASE, mugs, orderCreated, takeIn, teas, to14, type Item } from '../support/orders.ts';
import { accept, startTerminal, type Terminal } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';

/* What counts as an item, and how many of it. */

const sixPack = { barcodes: [{ gtin: MUG_CASE, units: 6 }] };

/** A pick of one order that stands at the first line's bin. */
async function atTheBin(...items: Item[]): Promise<{ readonly folder: string; readonly terminal: Terminal }> {
  const folder = dataFolder();
  await takeIn(folder, orderCreated('ORD-1', items));
  const terminal = await startTerminal(folder);
  await accept(terminal, 'PS:OP:w1', 'PS:PICK', items[0]?.bin_location ?? '');
  return { folder, terminal };
}

describe('an item is known by', () => {
  it.each([
    ['its EAN-13', GTIN.mug],
    ['the same number with 14 digits', to14(GTIN.mug)],
    ['its SKU', 'MUG'],
    ['its product id', 'p-mug'],
    ['a GS1 string with symbology identifier', `]C101${to14(GTIN.mug)}`],
    ['a GS1 string in brackets', `(01)${to14(GTIN.mug)}`],
    ['an EAN symbol with its identifier', `]E0${GTIN.mug}`],
    ['a GS1 Digital Link', `https://id.example.com/01/${to14(GTIN.mug)}`],
  ])('%s', async (_, scan) => {
    const { terminal } = await atTheBin(mugs(2));
    expect(await accept(terminal, scan)).toMatchObject({ code: 'pick.item.ok', view: { line: { done: 1 } } });
    expect(await terminal.close()).toBe(0);
  });

  it('its SKU exactly as it is written', async () => {
    const { folder, terminal } = await atTheBin(mugs(2));
    await expectRefusal(folder, terminal, 'mug', 'scan.unknown');
    expect(await terminal.close()).toBe(0);
  });
});

describe('an item counts', () => {
  it.each([
    ['its case as many as are in it', MUG_CASE, 6],
    ['the count of AI 30', `]C101${to14(GTIN.mug)}304`, 4],
    ['the count of AI 37, of what a unit holds', `]C102${to14(GTIN.mug)}3705`, 5],
    ['a count between other elements', `]d201${to14(GTIN.mug)}303${GS}10L1`, 3],
    ['the units of a case, so many times', `(02)${MUG_CASE}(37)2`, 12],
  ])('%s', async (_, scan, done) => {
    const { terminal } = await atTheBin(mugs(20, sixPack));
    expect(await accept(terminal, scan)).toMatchObject({ code: 'pick.item.ok', view: { line: { done } } });
    expect(await terminal.close()).toBe(0);
  });

  it('a whole line by one case', async () => {
    const { folder, terminal } = await atTheBin(mugs(6, sixPack));
    expect(await accept(terminal, MUG_CASE)).toMatchObject({ code: 'pick.done' });
    expect(span(folder, 'warehouse.pick_item').attributes).toMatchObject({ 'pick.quantity': 6 });
    expect(await terminal.close()).toBe(0);
  });

  it('never more than the line wants', async () => {
    const { folder, terminal } = await atTheBin(mugs(5, sixPack));
    await expectRefusal(folder, terminal, MUG_CASE, 'pick.item.over');
    await expectRefusal(folder, terminal, `(01)${to14(GTIN.mug)}(30)6`, 'pick.item.over');
    await expectRefusal(folder, terminal, `(01)${to14(GTIN.mug)}(30)0`, 'scan.malformed');
    expect(await accept(terminal, `(01)${to14(GTIN.mug)}(30)5`)).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
  });

  it('nothing for a case whose content nobody told', async () => {
    const { folder, terminal } = await atTheBin(mugs(6));
    const answer = await expectRefusal(folder, terminal, MUG_CASE, 'pick.case.unknown');
    expect(answer.message).toContain('Case not known');
    expect(await terminal.close()).toBe(0);
  });
});

describe('PS:QTY', () => {
  it('sets the total of the line and does not add', async () => {
    const { folder, terminal } = await atTheBin(mugs(5));
    await expectRefusal(folder, terminal, 'PS:QTY:5', 'pick.item.first');
    await accept(terminal, GTIN.mug, GTIN.mug);
    expect(await accept(terminal, 'PS:QTY:4')).toMatchObject({ code: 'pick.item.ok', view: { line: { done: 4 } } });
    expect(await accept(terminal, 'PS:QTY:3')).toMatchObject({ code: 'pick.item.ok', view: { line: { done: 3 } } });
    expect(await accept(terminal, 'PS:QTY:5')).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
  });

  it('waits for the scan of each line of its own', async () => {
    const { folder, terminal } = await atTheBin(mugs(2), teas(2));
    await accept(terminal, GTIN.mug, 'PS:QTY:2', 'B-02-01');
    await expectRefusal(folder, terminal, 'PS:QTY:2', 'pick.item.first');
    expect(await terminal.close()).toBe(0);
  });
});

describe('lines', () => {
  it('come in the order of their bins, numbers as numbers', async () => {
    const folder = dataFolder();
    const at = (bin: string): Item => mugs(1, { bin_location: bin, sku: `S-${bin}`, gtin: '', product_id: '' });
    await takeIn(folder, orderCreated('ORD-1', ['B-1', 'A-10', 'A-2'].map(at)));
    const terminal = await startTerminal(folder);
    const walk: unknown[] = [];
    await accept(terminal, 'PS:OP:w1');
    let answer = await accept(terminal, 'PS:PICK');
    while (answer.view.kind === 'pick') {
      const bin = answer.view.line?.bin ?? '';
      walk.push(bin);
      answer = await accept(terminal, bin, `S-${bin}`);
    }
    expect(walk).toEqual(['A-2', 'A-10', 'B-1']);
    expect(await terminal.close()).toBe(0);
  });

  it('in one bin need one bin scan', async () => {
    const { terminal } = await atTheBin(mugs(1), teas(2, { bin_location: 'A-01-03' }));
    expect(await accept(terminal, GTIN.mug)).toMatchObject({
      code: 'pick.line.done',
      view: { expect: ['item'], line: { sku: 'TEA' } },
    });
    await accept(terminal, GTIN.tea);
    expect(await accept(terminal, GTIN.tea)).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
  });

  it('of the same product fill up one after the other, each with its own span', async () => {
    const { folder, terminal } = await atTheBin(mugs(1), mugs(2));
    expect(await accept(terminal, GTIN.mug)).toMatchObject({
      code: 'pick.line.done',
      view: { line: { line_id: '2' } },
    });
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ code: 'pick.item.ok', view: { line: { done: 1 } } });
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ code: 'pick.done' });
    const quantities = spans(folder, 'warehouse.pick_item').map(({ attributes }) =>
      Number(attributes['pick.quantity']),
    );
    expect(quantities.toSorted((a, b) => a - b)).toEqual([1, 2]);
    expect(await terminal.close()).toBe(0);
  });

  it('of the same product in another bin still want that bin', async () => {
    const { folder, terminal } = await atTheBin(mugs(1), mugs(1, { bin_location: 'A-02-01' }));
    await accept(terminal, GTIN.mug);
    await expectRefusal(folder, terminal, GTIN.mug, 'pick.bin.first');
    expect(await accept(terminal, 'A-02-01', GTIN.mug)).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
  });

  it('that were skipped come again at the end', async () => {
    const { folder, terminal } = await atTheBin(mugs(1), teas(1));
    expect(await accept(terminal, 'PS:SKIP')).toMatchObject({ code: 'pick.skip.ok', view: { line: { sku: 'TEA' } } });
    expect(await accept(terminal, 'B-02-01', GTIN.tea)).toMatchObject({
      view: { line: { sku: 'MUG' }, expect: ['bin'] },
    });
    await expectRefusal(folder, terminal, 'PS:SKIP', 'pick.skip.last');
    expect(await accept(terminal, 'A-01-03', GTIN.mug)).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
  });
});

describe('a tote', () => {
  it('carries one order from the pick to the bench', async () => {
    const { folder, terminal } = await atTheBin(mugs(1));
    expect(await accept(terminal, 'PS:TOTE:T-7')).toMatchObject({ code: 'pick.tote.ok', view: { tote: 'T-7' } });
    await accept(terminal, GTIN.mug);
    expect(await accept(terminal, 'T-7')).toMatchObject({ code: 'pack.opened', view: { order_id: 'ORD-1' } });
    await accept(terminal, GTIN.mug, 'PS:DONE');
    expect(rows(folder, `SELECT tote FROM orders`)).toEqual([{ tote: null }]);
    expect(await terminal.close()).toBe(0);
  });

  it('that carries another order is refused', async () => {
    const { folder, terminal } = await atTheBin(mugs(1));
    await takeIn(folder, orderCreated('ORD-2', [mugs(1)]));
    await accept(terminal, 'PS:TOTE:T-7', GTIN.mug, 'PS:PICK');
    await expectRefusal(folder, terminal, 'PS:TOTE:T-7', 'pick.tote.taken');
    expect(await terminal.close()).toBe(0);
  });
});
