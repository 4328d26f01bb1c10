import { describe, expect, it } from 'vitest';
import { rows, span, spanEvents } from '../support/database.ts';
import { dataFolder, dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, startTerminal, type Terminal } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';

/* The scale: two mugs of 400 g in a box S of 120 g are expected to weigh 920 g. */

async function packed(folder: string, more: Readonly<Record<string, unknown>> = {}): Promise<Terminal> {
  await takeIn(folder, orderCreated('ORD-1', [mugs(2, more)]));
  const terminal = await startTerminal(folder);
  await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug, GTIN.mug, 'PS:PACK', GTIN.mug, GTIN.mug);
  return terminal;
}

describe('a weight', () => {
  it.each([
    [1120, 'pack.weight.ok'],
    [720, 'pack.weight.ok'],
    [1121, 'pack.weight.discrepancy'],
    [719, 'pack.weight.discrepancy'],
  ])('of %i g against 920 g with a tolerance of 200 g: %s', async (grams, code) => {
    const terminal = await packed(dataFolder());
    expect(await accept(terminal, `PS:WEIGHT:${grams}`)).toMatchObject({ ok: true, code });
    expect(await terminal.close()).toBe(0);
  });

  it('is held against the larger of grams and per cent', async () => {
    const folder = dataFolderWith({ weight: { tolerance_g: 1, tolerance_pct: 10 } });
    const terminal = await packed(folder);
    expect(await accept(terminal, 'PS:WEIGHT:1012')).toMatchObject({ code: 'pack.weight.ok' });
    expect(await accept(terminal, 'PS:WEIGHT:1013')).toMatchObject({ code: 'pack.weight.discrepancy' });
    expect(await terminal.close()).toBe(0);
  });

  it('that nobody gave is the expected one', async () => {
    const folder = dataFolder();
    const terminal = await packed(folder);
    expect(await accept(terminal, 'PS:DONE')).toMatchObject({ view: { parcels: [{ weight_g: 920 }] } });
    expect(span(folder, 'warehouse.pack').attributes).toMatchObject({
      'pack.weight_kg': 0.92,
      'pack.weight_source': 'expected',
    });
    expect(await terminal.close()).toBe(0);
  });

  it('that is required is asked for', async () => {
    const folder = dataFolderWith({ weight: { required: true } });
    const terminal = await packed(folder);
    await expectRefusal(folder, terminal, 'PS:DONE', 'pack.weight.needed');
    expect(await accept(terminal, 'PS:WEIGHT:930', 'PS:DONE')).toMatchObject({ code: 'pack.done' });
    expect(span(folder, 'warehouse.pack').attributes).toMatchObject({ 'pack.weight_source': 'typed' });
    expect(await terminal.close()).toBe(0);
  });

  it('says nothing about units whose own weight nobody knows', async () => {
    const terminal = await packed(dataFolder(), { unit_weight_g: null });
    expect(await accept(terminal, 'PS:WEIGHT:9000')).toMatchObject({ code: 'pack.weight.ok' });
    expect(await terminal.close()).toBe(0);
  });

  it('is gone when the parcel changes', async () => {
    const terminal = await packed(dataFolder());
    expect(await accept(terminal, 'PS:WEIGHT:930')).toMatchObject({ view: { expect: ['command'] } });
    expect(await accept(terminal, 'PS:BOX:M')).toMatchObject({ view: { expect: ['weight'] } });
    expect(await accept(terminal, 'PS:WEIGHT:930', 'PS:UNDO', 'PS:UNDO')).toMatchObject({
      view: { box: 'S', parcels: [{ weight_g: 930 }] },
    });
    expect(await terminal.close()).toBe(0);
  });
});

describe('a weight that is too far off', () => {
  it('is kept and asks for a reason', async () => {
    const folder = dataFolder();
    const terminal = await packed(folder);
    expect(await accept(terminal, 'PS:WEIGHT:2000')).toMatchObject({
      ok: true,
      code: 'pack.weight.discrepancy',
      sound: 'attention',
      view: { kind: 'question', expect: ['reason'], order_id: 'ORD-1', parcels: [{ weight_g: 2000 }] },
    });
    await expectRefusal(folder, terminal, 'PS:DONE', 'pack.reason.needed');
    await expectRefusal(folder, terminal, 'PS:NEXT', 'pack.reason.needed');
    await expectRefusal(folder, terminal, GTIN.mug, 'pack.reason.needed');
    expect(await accept(terminal, 'PS:REASON:gift_wrap')).toMatchObject({
      view: { kind: 'pack', expect: ['command'] },
    });
    expect(await accept(terminal, 'PS:DONE')).toMatchObject({
      code: 'pack.done',
      view: { parcels: [{ weight_g: 2000 }] },
    });
    expect(rows(folder, `SELECT weight_reason FROM parcels`)).toEqual([{ weight_reason: 'gift_wrap' }]);
    expect(spanEvents(folder, 'warehouse.pack')).toContain('pack.weight.discrepancy');
    expect(await terminal.close()).toBe(0);
  });

  it('is replaced by weighing again', async () => {
    const terminal = await packed(dataFolder());
    await accept(terminal, 'PS:WEIGHT:2000');
    expect(await accept(terminal, 'PS:WEIGHT:940')).toMatchObject({ code: 'pack.weight.ok', view: { kind: 'pack' } });
    expect(await accept(terminal, 'PS:DONE')).toMatchObject({ view: { parcels: [{ weight_g: 940 }] } });
    expect(await terminal.close()).toBe(0);
  });

  it('asks again after each weight that is off, and after a restart', async () => {
    const folder = dataFolder();
    const first = await packed(folder);
    await accept(first, 'PS:WEIGHT:2000', 'PS:REASON:gift_wrap');
    const asked = await accept(first, 'PS:WEIGHT:3000');
    expect(asked).toMatchObject({ code: 'pack.weight.discrepancy', view: { kind: 'question' } });
    expect(await first.close()).toBe(0);
    const second = await startTerminal(folder);
    expect(second.ready.view).toEqual(asked.view);
    expect(await second.close()).toBe(0);
  });

  it('is taken back by an undo', async () => {
    const terminal = await packed(dataFolder());
    await accept(terminal, 'PS:WEIGHT:2000');
    expect(await accept(terminal, 'PS:UNDO')).toMatchObject({
      view: { kind: 'pack', expect: ['weight'], parcels: [{ weight_g: null }] },
    });
    expect(await terminal.close()).toBe(0);
  });

  it('wants a reason only when one is asked for', async () => {
    const folder = dataFolder();
    const terminal = await packed(folder);
    await expectRefusal(folder, terminal, 'PS:REASON:gift_wrap', 'nothing.open');
    expect(await terminal.close()).toBe(0);
  });
});
