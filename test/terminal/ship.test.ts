import { describe, expect, it } from 'vitest';
import { orderState, rows, span, spans } from '../support/database.ts';
import { dataFolder, dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, startTerminal, type Terminal } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';
import { numbersOf, packMugs, pickMugs } from '../support/shift.ts';

/* The shipping bench: the right label on the parcel, and the parcel with the carrier. */

/** A terminal at which the orders, of one mug each, may be picked. */
async function withOrders(folder: string, ...orderIds: readonly string[]): Promise<Terminal> {
  await takeIn(folder, ...orderIds.map((id) => orderCreated(id, [mugs(1)])));
  const terminal = await startTerminal(folder);
  await accept(terminal, 'PS:OP:w1');
  return terminal;
}

describe('a parcel', () => {
  it.each([
    ['by its SSCC', (sscc: string) => sscc],
    ['by its SSCC with 00', (sscc: string) => `00${sscc}`],
    ['by its SSCC as a GS1-128 label sends it', (sscc: string) => `]C100${sscc}`],
  ])('is opened and proved %s', async (_, scan) => {
    const terminal = await withOrders(dataFolder(), 'ORD-1');
    const { sscc } = numbersOf(await packMugs(terminal, 'ORD-1', 1));
    expect(await accept(terminal, scan(sscc))).toMatchObject({
      code: 'ship.opened',
      view: { kind: 'ship', order_id: 'ORD-1', expect: ['label'], parcels: [{ sscc, state: 'closed' }] },
    });
    expect(await accept(terminal, scan(sscc))).toMatchObject({
      code: 'ship.label.ok',
      view: { expect: ['command'], parcels: [{ state: 'proven' }] },
    });
    expect(await accept(terminal, 'PS:HANDOVER')).toMatchObject({ code: 'ship.handover.ok', view: { kind: 'home' } });
    expect(await terminal.close()).toBe(0);
  });

  it('is opened by PS:SHIP, by its order id and by its tracking number', async () => {
    const folder = dataFolder();
    const terminal = await withOrders(folder, 'ORD-1');
    await expectRefusal(folder, terminal, 'PS:SHIP', 'ship.none');
    const { tracking } = numbersOf(await packMugs(terminal, 'ORD-1', 1));
    for (const scan of ['PS:SHIP', 'ORD-1', tracking]) {
      expect(await accept(terminal, scan)).toMatchObject({ code: 'ship.opened', view: { order_id: 'ORD-1' } });
      await accept(terminal, 'PS:CANCEL');
    }
    expect(await terminal.close()).toBe(0);
  });

  it('is never proved by another label', async () => {
    const folder = dataFolder();
    const terminal = await withOrders(folder, 'ORD-1', 'ORD-2');
    const first = numbersOf(await packMugs(terminal, 'ORD-1', 1));
    const second = numbersOf(await packMugs(terminal, 'ORD-2', 1));
    await accept(terminal, first.sscc);
    for (const wrong of [second.tracking, second.sscc, `00${second.sscc}`, GTIN.mug, 'A-01-03'])
      await expectRefusal(folder, terminal, wrong, 'ship.label.wrong');
    await expectRefusal(folder, terminal, 'PS:HANDOVER', 'ship.label.needed');
    await expectRefusal(folder, terminal, 'ORD-2', 'job.open');
    expect(await accept(terminal, first.tracking)).toMatchObject({ code: 'ship.label.ok' });
    expect(await terminal.close()).toBe(0);
  });

  it('is proved no more once the proof is undone', async () => {
    const folder = dataFolder();
    const terminal = await withOrders(folder, 'ORD-1');
    const { sscc, tracking } = numbersOf(await packMugs(terminal, 'ORD-1', 1));
    await accept(terminal, sscc, tracking);
    expect(await accept(terminal, 'PS:UNDO')).toMatchObject({
      code: 'undo.ok',
      view: { kind: 'ship', expect: ['label'], parcels: [{ state: 'closed' }] },
    });
    await expectRefusal(folder, terminal, 'PS:HANDOVER', 'ship.label.needed');
    await expectRefusal(folder, terminal, 'PS:UNDO', 'undo.nothing');
    await accept(terminal, tracking, 'PS:HANDOVER');
    await expectRefusal(folder, terminal, 'PS:UNDO', 'undo.nothing');
    await expectRefusal(folder, terminal, sscc, 'order.closed');
    expect(await terminal.close()).toBe(0);
  });

  it('that was put down keeps number and label', async () => {
    const folder = dataFolder();
    const terminal = await withOrders(folder, 'ORD-1');
    const { sscc, tracking } = numbersOf(await packMugs(terminal, 'ORD-1', 1));
    expect(await accept(terminal, sscc, 'PS:CANCEL')).toMatchObject({
      code: 'ship.put_down',
      view: { kind: 'home', put_down: [{ order_id: 'ORD-1', operator: 'w1' }] },
    });
    expect(await accept(terminal, 'PS:SHIP')).toMatchObject({
      code: 'ship.opened',
      view: { expect: ['label'], parcels: [{ tracking_number: tracking }] },
    });
    expect(rows(folder, `SELECT count(*) AS n FROM print_jobs WHERE document = 'label'`)).toEqual([{ n: 1 }]);
    expect(await terminal.close()).toBe(0);
  });

  it('that was put down proved is still proved', async () => {
    const folder = dataFolder();
    const terminal = await withOrders(folder, 'ORD-1');
    const { sscc, tracking } = numbersOf(await packMugs(terminal, 'ORD-1', 1));
    await accept(terminal, sscc, tracking, 'PS:CANCEL', 'PS:OP:w2');
    expect(await accept(terminal, sscc)).toMatchObject({
      code: 'ship.opened',
      view: { expect: ['command'], parcels: [{ state: 'proven' }] },
    });
    expect(await accept(terminal, 'PS:HANDOVER')).toMatchObject({ view: { kind: 'home', put_down: [] } });
    expect(await terminal.close()).toBe(0);
  });
});

describe('an order of two parcels', () => {
  it('is dispatched with the last one', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    await pickMugs(terminal, 'ORD-1', 2);
    const packed = await accept(terminal, 'ORD-1', GTIN.mug, 'PS:NEXT', GTIN.mug, 'PS:DONE');
    const numbers = [numbersOf(packed, 0), numbersOf(packed, 1)];
    await accept(terminal, numbers[1]?.sscc ?? '', numbers[1]?.tracking ?? '', 'PS:HANDOVER');
    expect(orderState(folder, 'ORD-1')).toBe('shipping');
    expect(spans(folder, 'shipping.dispatch')).toEqual([]);
    expect(await accept(terminal, 'PS:SHIP')).toMatchObject({ view: { parcel: 1, progress: { done: 1, total: 2 } } });
    await accept(terminal, numbers[0]?.sscc ?? '', 'PS:HANDOVER');
    expect(orderState(folder, 'ORD-1')).toBe('dispatched');
    expect(span(folder, 'shipping.dispatch').attributes).toMatchObject({
      'shipping.tracking_number': numbers[0]?.tracking,
      'shipping.tracking_numbers': numbers.map(({ tracking }) => tracking),
    });
    expect(rows(folder, `SELECT subject FROM events_out WHERE type = 'pickspan.order.dispatched'`)).toHaveLength(1);
    expect(await terminal.close()).toBe(0);
  });
});

describe('a pile', () => {
  it('leaves with its carrier on one manifest, and only what was proved', async () => {
    const folder = dataFolder();
    const terminal = await withOrders(folder, 'ORD-1', 'ORD-2', 'ORD-3');
    await expectRefusal(folder, terminal, 'PS:HANDOVER:house', 'ship.handover.none');
    for (const id of ['ORD-1', 'ORD-2', 'ORD-3']) {
      const { sscc, tracking } = numbersOf(await packMugs(terminal, id, 1));
      if (id !== 'ORD-3') await accept(terminal, sscc, tracking, 'PS:CANCEL');
    }
    // The first scan after pack.done takes its view away, whatever comes of it.
    expect(await terminal.send('PS:HANDOVER:nobody')).toMatchObject({ ok: false, code: 'ship.handover.none' });
    await expectRefusal(folder, terminal, 'PS:HANDOVER:nobody', 'ship.handover.none');
    const answer = await accept(terminal, 'PS:HANDOVER:house');
    expect(answer).toMatchObject({ code: 'ship.handover.ok', sound: 'done', view: { kind: 'home', put_down: [] } });
    expect(['ORD-1', 'ORD-2', 'ORD-3'].map((id) => orderState(folder, id))).toEqual([
      'dispatched',
      'dispatched',
      'packed',
    ]);
    expect(rows(folder, `SELECT count(*) AS n FROM manifests`)).toEqual([{ n: 1 }]);
    const [job] = rows<{ data: string }>(folder, `SELECT data FROM print_jobs WHERE document = 'manifest'`);
    expect(JSON.parse(job?.data ?? '')).toMatchObject({
      carrier: 'house',
      parcels: [{ order_id: 'ORD-1' }, { order_id: 'ORD-2' }],
    });
    expect(spans(folder, 'shipping.dispatch')).toHaveLength(2);
    expect(await terminal.close()).toBe(0);
  });

  it('grows without putting anything down: the next parcel may be opened on a proved one', async () => {
    const folder = dataFolder();
    const terminal = await withOrders(folder, 'ORD-1', 'ORD-2');
    const first = numbersOf(await packMugs(terminal, 'ORD-1', 1));
    const second = numbersOf(await packMugs(terminal, 'ORD-2', 1));
    await accept(terminal, first.sscc);
    await expectRefusal(folder, terminal, 'PS:SHIP', 'job.open');
    await accept(terminal, first.tracking);
    expect(await accept(terminal, 'PS:SHIP')).toMatchObject({ code: 'ship.opened', view: { order_id: 'ORD-2' } });
    expect(await accept(terminal, second.tracking, 'PS:HANDOVER:house')).toMatchObject({ view: { kind: 'home' } });
    expect([orderState(folder, 'ORD-1'), orderState(folder, 'ORD-2')]).toEqual(['dispatched', 'dispatched']);
    expect(await terminal.close()).toBe(0);
  });
});

describe('a station that packs and does not ship', () => {
  it('gives the SSCC and a parcel label; tracking number and label come at the shipping bench', async () => {
    const folder = dataFolderWith({ station: { roles: ['pick', 'pack'] } });
    const packing = await withOrders(folder, 'ORD-1');
    const packed = await packMugs(packing, 'ORD-1', 1);
    expect(packed).toMatchObject({ view: { parcels: [{ tracking_number: null, state: 'closed' }] } });
    expect(await packing.send('PS:SHIP')).toMatchObject({ ok: false, code: 'role.missing' });
    expect(await packing.close()).toBe(0);
    const shipping = await startTerminal(folder, { PICKSPAN_STATION_ROLES: 'ship' });
    const opened = await accept(shipping, 'PS:SHIP');
    expect(numbersOf(opened).tracking).toMatch(/^HL\d{14}$/);
    expect(rows(folder, `SELECT document FROM print_jobs ORDER BY id`)).toEqual(
      ['tote_label', 'slip', 'parcel_label', 'label'].map((document) => ({ document })),
    );
    expect(await shipping.close()).toBe(0);
  });
});
