import { describe, expect, it } from 'vitest';
import { auditRows, rows, span } from '../support/database.ts';
import { dataFolder, dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn, teas } from '../support/orders.ts';
import { accept, startTerminal, type Terminal } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';

/* Whose turn it is: which order comes next, and in whose hands it lies. */

const openStage = (folder: string): unknown =>
  rows(folder, `SELECT trace_id, span_id, start_ms FROM stages WHERE stage = 'pick' AND end_ms IS NULL`)[0];

/** Takes the orders one after the other and puts each aside short, so that the next comes up. */
async function turns(terminal: Terminal, count: number): Promise<unknown[]> {
  const orders: unknown[] = [];
  while (orders.length < count) {
    const answer = await accept(terminal, 'PS:PICK');
    orders.push('order_id' in answer.view ? answer.view.order_id : answer.view.kind);
    await accept(terminal, 'PS:SHORT:missing');
  }
  return orders;
}

describe('PS:PICK takes', () => {
  it('the higher priority, then the earlier ship-by, then the older checkout', async () => {
    const folder = dataFolder();
    const order = (id: string, data: Record<string, unknown>): unknown => orderCreated(id, [mugs(1)], data);
    await takeIn(
      folder,
      order('YOUNG', { placed_at: '2026-03-02T10:00:00Z' }),
      order('OLD', { placed_at: '2026-03-01T10:00:00Z' }),
      order('DUE-LATER', { placed_at: '2026-01-01T10:00:00Z', ship_by: '2026-03-09T10:00:00Z' }),
      order('DUE', { placed_at: '2026-03-03T10:00:00Z', ship_by: '2026-03-08T12:00:00+03:00' }),
      order('DUE-NEXT', { placed_at: '2026-03-03T10:00:00Z', ship_by: '2026-03-08T10:00:00Z' }),
      order('RUSH', { placed_at: '2026-03-04T10:00:00Z', priority: 5 }),
      order('LOW', { placed_at: '2026-01-01T10:00:00Z', ship_by: '2026-01-02T10:00:00Z', priority: -1 }),
    );
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    expect(await turns(terminal, 7)).toEqual(['RUSH', 'DUE', 'DUE-NEXT', 'DUE-LATER', 'OLD', 'YOUNG', 'LOW']);
    await expectRefusal(folder, terminal, 'PS:PICK', 'pick.none');
    expect(await terminal.close()).toBe(0);
  });

  it('one’s own put-down job first, and nobody else’s', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('SLOW', [mugs(2)]), orderCreated('RUSH', [mugs(2)], { priority: 9 }));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1', 'SLOW', 'A-01-03', GTIN.mug);
    expect(await accept(terminal, 'PS:CANCEL')).toMatchObject({
      code: 'pick.put_down',
      view: { kind: 'home', put_down: [{ order_id: 'SLOW', operator: 'w1' }] },
    });
    expect(await accept(terminal, 'PS:OP:w2', 'PS:PICK')).toMatchObject({ view: { order_id: 'RUSH' } });
    await accept(terminal, 'PS:CANCEL');
    expect(await accept(terminal, 'PS:OP:w1', 'PS:PICK')).toMatchObject({
      view: { order_id: 'SLOW', line: { done: 1 }, expect: ['item'] },
    });
    expect(await terminal.close()).toBe(0);
  });

  it('an order that is named, whatever comes before it', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('SLOW', [mugs(1)]), orderCreated('RUSH', [mugs(1)], { priority: 9 }));
    const terminal = await startTerminal(folder);
    expect(await accept(terminal, 'PS:OP:w1', 'SLOW')).toMatchObject({
      code: 'pick.opened',
      view: { order_id: 'SLOW' },
    });
    await expectRefusal(folder, terminal, 'PS:PICK', 'job.open');
    await expectRefusal(folder, terminal, 'RUSH', 'job.open');
    expect(await terminal.close()).toBe(0);
  });

  it('none that still waits for something', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)], { requires: ['payment'] }));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    await expectRefusal(folder, terminal, 'PS:PICK', 'pick.none');
    const answer = await expectRefusal(folder, terminal, 'ORD-1', 'order.held');
    expect(answer.message).toContain('payment');
    expect(await terminal.close()).toBe(0);
  });

  it('nothing where the station does not pick', async () => {
    const folder = dataFolderWith({ station: { roles: ['pack', 'ship'] } });
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)]));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    await expectRefusal(folder, terminal, 'PS:PICK', 'role.missing');
    await expectRefusal(folder, terminal, 'ORD-1', 'role.missing');
    expect(await terminal.close()).toBe(0);
  });
});

describe('a job put down', () => {
  it('goes on under another operator in another process, with the same span', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2), teas(1)]));
    const first = await startTerminal(folder);
    await accept(first, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug);
    const stage = openStage(folder);
    await accept(first, 'PS:CANCEL');
    expect(await first.close()).toBe(0);

    const second = await startTerminal(folder);
    expect(await accept(second, 'PS:OP:w2', 'ORD-1')).toMatchObject({
      code: 'pick.opened',
      view: { line: { sku: 'MUG', done: 1 }, bin_confirmed: true, progress: { done: 1, total: 3 } },
    });
    expect(openStage(folder)).toEqual(stage);
    expect(await accept(second, GTIN.mug, 'B-02-01', GTIN.tea)).toMatchObject({ code: 'pick.done' });
    const { trace_id, span_id, attributes } = span(folder, 'warehouse.pick');
    expect(stage).toMatchObject({ trace_id, span_id });
    expect(attributes['operator.id']).toBe('w2');
    expect(await second.close()).toBe(0);
  });
});

describe('a badge scanned in a job', () => {
  it('signs that operator in, and the job goes on under them', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
    const terminal = await startTerminal(folder);
    const before = await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug);
    const stage = openStage(folder);
    expect(await accept(terminal, 'PS:OP:w2')).toMatchObject({
      code: 'signin.ok',
      view: { ...before.view, operator: 'w2' },
    });
    expect(openStage(folder)).toEqual(stage);
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ code: 'pick.done' });
    expect(span(folder, 'warehouse.pick_item').attributes).toMatchObject({ 'operator.id': 'w2', 'pick.quantity': 2 });
    expect(auditRows(folder).filter(({ code }) => code === 'pick.opened')).toHaveLength(1);
    expect(await terminal.close()).toBe(0);
  });

  it('after a sign-out finds the job where it was', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
    const terminal = await startTerminal(folder);
    const before = await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug);
    expect(await accept(terminal, 'PS:SIGNOUT')).toMatchObject({ view: { kind: 'signin', expect: ['badge'] } });
    await expectRefusal(folder, terminal, GTIN.mug, 'signin.needed');
    expect((await accept(terminal, 'PS:OP:w1')).view).toEqual(before.view);
    expect(await terminal.close()).toBe(0);
  });
});
