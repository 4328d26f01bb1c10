import { describe, expect, it } from 'vitest';
import { spans } from '../support/database.ts';
import { dataFolder } from '../support/folder.ts';
import { GS, GTIN, mugs, orderCreated, takeIn, teas, to14, type Item } from '../support/orders.ts';
import { accept, startTerminal, type Terminal } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';

/* Lot, serial and expiry: from the label that carries them, or asked for. */

async function atTheBin(...items: Item[]): Promise<{ readonly folder: string; readonly terminal: Terminal }> {
  const folder = dataFolder();
  await takeIn(folder, orderCreated('ORD-1', items));
  const terminal = await startTerminal(folder);
  await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03');
  return { folder, terminal };
}

const attributesOfItems = (folder: string): unknown[] =>
  spans(folder, 'warehouse.pick_item').map(({ attributes }) => attributes);

describe('a label that carries them', () => {
  it('gives lot, expiry and serial to the span of the line', async () => {
    const { folder, terminal } = await atTheBin(
      mugs(1, { lot_required: true, serial_required: true, expiry_required: true }),
    );
    const label = `]C101${to14(GTIN.mug)}1728022910LOT-9${GS}21SN-1`;
    expect(await accept(terminal, label)).toMatchObject({ code: 'pick.done' });
    expect(attributesOfItems(folder)).toMatchObject([
      { 'product.lot': 'LOT-9', 'product.expiry': '2028-02-29', 'product.serial': 'SN-1', 'pick.quantity': 1 },
    ]);
    expect(await terminal.close()).toBe(0);
  });

  it('beside the item gives what is asked for', async () => {
    const { folder, terminal } = await atTheBin(mugs(1, { lot_required: true }));
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ code: 'pick.item.ok', view: { expect: ['lot'] } });
    expect(await accept(terminal, ']C110LOT-7')).toMatchObject({ code: 'pick.done' });
    expect(attributesOfItems(folder)).toMatchObject([{ 'product.lot': 'LOT-7' }]);
    expect(await terminal.close()).toBe(0);
  });

  it('breaks an association rule: a warning, and the work goes on', async () => {
    const { terminal } = await atTheBin(mugs(2));
    const answer = await accept(terminal, `(01)${to14(GTIN.mug)}(37)2`);
    expect(answer).toMatchObject({ ok: true, code: 'pick.done' });
    expect(answer.warnings?.length).toBeGreaterThan(0);
    expect(await terminal.close()).toBe(0);
  });

  it('breaks the syntax: refused', async () => {
    const { folder, terminal } = await atTheBin(mugs(2));
    await expectRefusal(folder, terminal, `]C101${to14(GTIN.mug)}17281301`, 'scan.malformed');
    await expectRefusal(folder, terminal, `]C101${to14(GTIN.mug)}99`, 'scan.malformed');
    expect(await terminal.close()).toBe(0);
  });
});

describe('asked for', () => {
  it('a lot for each scan; units count once it is given', async () => {
    const { folder, terminal } = await atTheBin(mugs(2, { lot_required: true }));
    await expectRefusal(folder, terminal, 'PS:LOT:L1', 'pick.item.first');
    expect(await accept(terminal, GTIN.mug)).toMatchObject({
      code: 'pick.item.ok',
      view: { expect: ['lot'], line: { done: 0 } },
    });
    await expectRefusal(folder, terminal, 'PS:QTY:2', 'pick.detail.first');
    expect(await accept(terminal, 'PS:LOT:L1')).toMatchObject({
      ok: true,
      view: { expect: ['item'], line: { done: 1 } },
    });
    await accept(terminal, GTIN.mug);
    expect(await accept(terminal, 'PS:LOT:L2')).toMatchObject({ code: 'pick.done' });
    expect(attributesOfItems(folder)).toMatchObject([{ 'product.lot': ['L1', 'L2'], 'pick.quantity': 2 }]);
    expect(await terminal.close()).toBe(0);
  });

  it('a serial for each unit, none twice', async () => {
    const { folder, terminal } = await atTheBin(mugs(2, { serial_required: true }));
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ view: { expect: ['serial'] } });
    await accept(terminal, 'PS:SERIAL:S-1', GTIN.mug);
    await expectRefusal(folder, terminal, 'PS:SERIAL:S-1', 'pick.serial.repeated');
    expect(await accept(terminal, 'PS:SERIAL:S-2')).toMatchObject({ code: 'pick.done' });
    expect(attributesOfItems(folder)).toMatchObject([{ 'product.serial': ['S-1', 'S-2'] }]);
    expect(await terminal.close()).toBe(0);
  });

  it('a serial, so neither a count nor a case stands for several units', async () => {
    const { folder, terminal } = await atTheBin(mugs(4, { serial_required: true }));
    await expectRefusal(folder, terminal, `(01)${to14(GTIN.mug)}(30)2`, 'pick.serial.each');
    await accept(terminal, GTIN.mug, 'PS:SERIAL:S-1');
    await expectRefusal(folder, terminal, 'PS:QTY:4', 'pick.serial.each');
    expect(await terminal.close()).toBe(0);
  });

  it('an expiry, as a day of the calendar', async () => {
    const { folder, terminal } = await atTheBin(mugs(1, { expiry_required: true }));
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ view: { expect: ['expiry'] } });
    await expectRefusal(folder, terminal, 'PS:EXPIRY:2027-02-29', 'scan.malformed');
    expect(await accept(terminal, 'PS:EXPIRY:2028-02-29')).toMatchObject({ code: 'pick.done' });
    expect(attributesOfItems(folder)).toMatchObject([{ 'product.expiry': '2028-02-29' }]);
    expect(await terminal.close()).toBe(0);
  });

  it('all three, one after the other', async () => {
    const { terminal } = await atTheBin(mugs(1, { lot_required: true, expiry_required: true, serial_required: true }));
    expect(await accept(terminal, GTIN.mug)).toMatchObject({ view: { expect: ['lot'] } });
    expect(await accept(terminal, 'PS:LOT:L1')).toMatchObject({ view: { expect: ['expiry'] } });
    expect(await accept(terminal, 'PS:EXPIRY:2030-01-31')).toMatchObject({ view: { expect: ['serial'] } });
    expect(await accept(terminal, 'PS:SERIAL:S-1')).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
  });

  it('a lot, never lost by scanning the item again before it is given', async () => {
    const { terminal } = await atTheBin(mugs(3, { lot_required: true }));
    await accept(terminal, GTIN.mug);
    const again = await terminal.send(GTIN.mug);
    const counted = await accept(terminal, 'PS:LOT:L1');
    // Either the second scan was refused, or both units count: what was accepted is never dropped in silence.
    expect(counted.view).toMatchObject({ line: { done: again.ok ? 2 : 1 } });
    expect(await terminal.close()).toBe(0);
  });
});

describe('of several lots', () => {
  it('a total says nothing: each unit is scanned', async () => {
    const { folder, terminal } = await atTheBin(mugs(5));
    const ofLot = (lot: string): string => `(01)${to14(GTIN.mug)}(10)${lot}`;
    await accept(terminal, ofLot('L1'), ofLot('L2'));
    await expectRefusal(folder, terminal, 'PS:QTY:5', 'pick.quantity.lots');
    expect(await terminal.close()).toBe(0);
  });

  it('the bench takes only those that were picked', async () => {
    const { folder, terminal } = await atTheBin(mugs(1), teas(1, { bin_location: 'A-01-03' }));
    await accept(terminal, `(01)${to14(GTIN.mug)}(10)L1`, GTIN.tea, 'ORD-1');
    await expectRefusal(folder, terminal, `(01)${to14(GTIN.mug)}(10)L2`, 'pack.item.wrong');
    expect(await accept(terminal, `(01)${to14(GTIN.mug)}(10)L1`, GTIN.tea, 'PS:DONE')).toMatchObject({
      code: 'pack.done',
    });
    expect(await terminal.close()).toBe(0);
  });
});
