import { describe, expect, it } from 'vitest';
import { dataFolder } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn, to14 } from '../support/orders.ts';
import { accept, startTerminal } from '../support/pickspan.ts';
import { numbersOf } from '../support/shift.ts';

/*
 * A scanner that sends symbology identifiers, which GS1-128 needs, sends them with every code: with badges, bins and
 * commands printed as Code 128 or QR Code as well.
 */

describe('a scanner that sends a symbology identifier with every code', () => {
  it('does a whole shift', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
    const terminal = await startTerminal(folder);
    expect(await accept(terminal, ']C0PS:OP:w1')).toMatchObject({ code: 'signin.ok', view: { operator: 'w1' } });
    await accept(terminal, ']Q1PS:PICK', ']C0A-01-03', `]E0${GTIN.mug}`);
    expect(await accept(terminal, ']C0MUG')).toMatchObject({ code: 'pick.done' });
    await accept(terminal, ']C0ORD-1', `]d201${to14(GTIN.mug)}`, `]I1${to14(GTIN.mug)}`);
    const { sscc, tracking } = numbersOf(await accept(terminal, ']C0PS:DONE'));
    await accept(terminal, `]C100${sscc}`, `]C0${tracking}`);
    expect(await accept(terminal, ']C0PS:HANDOVER')).toMatchObject({ code: 'ship.handover.ok' });
    expect(await terminal.close()).toBe(0);
  });

  it('leaves a code alone that only looks so', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated(']x1ORD-1', [mugs(1)]));
    const terminal = await startTerminal(folder);
    expect(await accept(terminal, 'PS:OP:w1', ']x1ORD-1')).toMatchObject({ view: { order_id: ']x1ORD-1' } });
    expect(await terminal.close()).toBe(0);
  });
});
