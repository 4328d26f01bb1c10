import { describe, expect, it } from 'vitest';
import { orderState, rows, span, spanEvents, spans } from '../support/database.ts';
import { dataFolder, dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn, teas } from '../support/orders.ts';
import { accept, startTerminal, type Terminal } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';

/* What is missing, and what is taken back. */

async function picking(folder: string): Promise<Terminal> {
  await takeIn(folder, orderCreated('ORD-1', [mugs(3), teas(2)]));
  const terminal = await startTerminal(folder);
  await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03');
  return terminal;
}

const eventTypes = (folder: string): unknown[] =>
  rows<{ type: string }>(folder, `SELECT type FROM events_out ORDER BY seq`).map(({ type }) => type);

describe('a short line', () => {
  it('goes on with what there is', async () => {
    const folder = dataFolder();
    const terminal = await picking(folder);
    await accept(terminal, GTIN.mug);
    expect(await accept(terminal, 'PS:SHORT:damaged')).toMatchObject({
      code: 'pick.line.short',
      sound: 'attention',
      view: { line: { sku: 'TEA' }, progress: { done: 1, total: 3 } },
    });
    expect(await accept(terminal, 'B-02-01', GTIN.tea, 'PS:QTY:2')).toMatchObject({ code: 'pick.done' });
    expect(orderState(folder, 'ORD-1')).toBe('picked');
    expect(span(folder, 'warehouse.pick').attributes).toMatchObject({
      'pick.line_count': 2,
      'pick.short_count': 1,
      'stage.outcome': 'short',
    });
    expect(spans(folder, 'warehouse.pick_item').map(({ attributes }) => attributes)).toMatchObject([
      { 'product.sku': 'MUG', 'pick.quantity': 1, 'pick.quantity_requested': 3 },
      { 'product.sku': 'TEA', 'pick.quantity': 2 },
    ]);
    expect(spanEvents(folder, 'warehouse.pick_item')).toEqual(['pick.line.short']);
    expect(eventTypes(folder)).toEqual(['pickspan.order.picked', 'pickspan.order.short']);
    // The bench asks for what was picked, no more.
    expect(await accept(terminal, 'ORD-1')).toMatchObject({ view: { progress: { done: 0, total: 3 } } });
    expect(await terminal.close()).toBe(0);
  });

  it('parks the order for a lead where the policy is to hold', async () => {
    const folder = dataFolderWith({ short_policy: 'hold' });
    const terminal = await picking(folder);
    await accept(terminal, 'PS:SHORT:missing', 'B-02-01', GTIN.tea);
    expect(await accept(terminal, 'PS:QTY:2')).toMatchObject({ code: 'pick.done', view: { kind: 'home' } });
    expect(orderState(folder, 'ORD-1')).toBe('short');
    expect(span(folder, 'warehouse.pick').attributes).toMatchObject({ 'stage.outcome': 'short' });
    expect(eventTypes(folder)).toEqual(['pickspan.order.short']);
    await expectRefusal(folder, terminal, 'PS:PACK', 'pack.none');
    // Scanned, it asks a lead, and waits for the answer.
    expect(await accept(terminal, 'ORD-1')).toMatchObject({ view: { kind: 'question', order_id: 'ORD-1' } });
    expect(orderState(folder, 'ORD-1')).toBe('short');
    await accept(terminal, 'PS:RELEASE');
    expect(orderState(folder, 'ORD-1')).toBe('picked');
    expect(eventTypes(folder)).toEqual(['pickspan.order.short', 'pickspan.order.picked']);
    expect(await terminal.close()).toBe(0);
  });

  it.each(['ship', 'hold'])('parks the order when all are short, also with the policy %s', async (policy) => {
    const folder = dataFolderWith({ short_policy: policy });
    const terminal = await picking(folder);
    await accept(terminal, 'PS:SHORT:missing');
    expect(await accept(terminal, 'PS:SHORT:wrong_stock')).toMatchObject({ code: 'pick.done' });
    expect(orderState(folder, 'ORD-1')).toBe('short');
    expect(span(folder, 'warehouse.pick').attributes).toMatchObject({ 'pick.short_count': 2 });
    expect(await terminal.close()).toBe(0);
  });

  it('parks the order when all lines are short though some units were taken', async () => {
    const folder = dataFolder();
    const terminal = await picking(folder);
    await accept(terminal, GTIN.mug, 'PS:SHORT:missing', 'B-02-01', GTIN.tea, 'PS:SHORT:missing');
    expect(orderState(folder, 'ORD-1')).toBe('short');
    expect(await terminal.close()).toBe(0);
  });
});

describe('undo', () => {
  it('of a closed line records its reversal, and the sum stays the truth', async () => {
    const folder = dataFolder();
    const terminal = await picking(folder);
    await accept(terminal, GTIN.mug, 'PS:QTY:3');
    expect(await accept(terminal, 'PS:UNDO')).toMatchObject({
      code: 'undo.ok',
      view: { line: { sku: 'MUG', done: 1 }, expect: ['item'] },
    });
    await accept(terminal, 'PS:SHORT:missing', 'B-02-01', GTIN.tea, 'PS:QTY:2');
    const ofMugs = spans(folder, 'warehouse.pick_item').filter(({ attributes }) => attributes['product.sku'] === 'MUG');
    const quantities = ofMugs.map(({ attributes }) => Number(attributes['pick.quantity']));
    expect(quantities.toSorted((a, b) => a - b)).toEqual([-3, 1, 3]);
    const closed = ofMugs.find(({ attributes }) => attributes['pick.quantity'] === 3);
    const reversal = ofMugs.find(({ attributes }) => attributes['pick.quantity'] === -3);
    expect(reversal?.attributes['pick.reversal']).toBe(true);
    expect(reversal?.links).toMatchObject([
      { linked_span_id: closed?.span_id, attributes: { 'link.relationship': 'reverses', 'order.id': 'ORD-1' } },
    ]);
    expect(await terminal.close()).toBe(0);
  });

  it('takes back step after step to the beginning of the pick', async () => {
    const folder = dataFolder();
    const terminal = await picking(folder);
    await accept(terminal, GTIN.mug, 'PS:QTY:3', 'B-02-01', GTIN.tea, 'PS:TOTE:T-1');
    const screens: unknown[] = [];
    for (;;) {
      const answer = await terminal.send('PS:UNDO');
      if (!answer.ok) break;
      const { view } = answer;
      if (view.kind === 'pick') screens.push([view.line?.sku, view.line?.done, view.bin_confirmed, view.tote]);
    }
    expect(screens).toEqual([
      ['TEA', 1, true, null],
      ['TEA', 0, true, null],
      ['TEA', 0, false, null],
      ['MUG', 1, true, null],
      ['MUG', 0, true, null],
      ['MUG', 0, false, null],
    ]);
    await expectRefusal(folder, terminal, 'PS:UNDO', 'undo.nothing');
    expect(await accept(terminal, 'A-01-03', GTIN.mug)).toMatchObject({ view: { line: { sku: 'MUG', done: 1 } } });
    expect(await terminal.close()).toBe(0);
  });

  it('of a skip brings the line back', async () => {
    const terminal = await picking(dataFolder());
    await accept(terminal, 'PS:SKIP');
    expect(await accept(terminal, 'PS:UNDO')).toMatchObject({
      view: { line: { sku: 'MUG' }, expect: ['item'], lines: [{ line_id: '1' }, { line_id: '2' }] },
    });
    expect(await terminal.close()).toBe(0);
  });

  it('of a short line opens it again, and no reason stays with it', async () => {
    const folder = dataFolder();
    const terminal = await picking(folder);
    await accept(terminal, 'PS:SHORT:missing', 'PS:UNDO', GTIN.mug, 'PS:QTY:3', 'B-02-01', GTIN.tea, 'PS:QTY:2');
    expect(span(folder, 'warehouse.pick').attributes).toMatchObject({
      'pick.short_count': 0,
      'stage.outcome': 'complete',
    });
    expect(eventTypes(folder)).toEqual(['pickspan.order.picked']);
    expect(await terminal.close()).toBe(0);
  });
});
