import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rows, span } from '../support/database.ts';
import { dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { textLike } from '../support/matchers.ts';
import { accept, run, startTerminal, type Terminal } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';
import { numbersOf, packMugs, parcelsOf, pickMugs } from '../support/shift.ts';

/* Which carrier a parcel goes with, when it arrives, and the numbers it gets, all by settings. */

async function withOrder(folder: string, data: Readonly<Record<string, unknown>> = {}): Promise<Terminal> {
  await takeIn(folder, orderCreated('ORD-1', [mugs(1)], data));
  const terminal = await startTerminal(folder, { TZ: 'UTC' });
  await accept(terminal, 'PS:OP:w1');
  return terminal;
}

const to = (country: string): Record<string, unknown> => ({ ship_to: { name: 'A. Person', country } });

describe('the carrier', () => {
  const settings = {
    carriers: { fast: { name: 'Fast', transit_days: 1 }, sea: { transit_days: 9 } },
    rules: [
      { when: { country: ['NO', 'CH'] }, carrier: 'sea', transit_days: 6 },
      { when: { level: ['express'], max_weight_g: 1000 }, carrier: 'fast' },
    ],
  };

  it.each([
    ['the house carrier where nothing else is said', {}, 'house'],
    ['the one the order asks for', { service: { carrier: 'sea' } }, 'sea'],
    ['the house carrier where the order asks for one nobody knows', { service: { carrier: 'nobody' } }, 'house'],
    ['by the rule for its country', to('CH'), 'sea'],
    ['by the rule for its level and weight', { service: { level: 'express' } }, 'fast'],
    ['by the first rule that fits', { ...to('NO'), service: { level: 'express' } }, 'sea'],
  ])('is %s', async (_, data, carrier) => {
    const terminal = await withOrder(dataFolderWith(settings), data);
    const packed = await packMugs(terminal, 'ORD-1', 1);
    expect(parcelsOf(packed)).toMatchObject([{ carrier }]);
    expect(await terminal.close()).toBe(0);
  });

  it.each([
    ['the carrier', { service: { carrier: 'sea' } }, 9],
    ['the rule before the carrier', to('CH'), 6],
    ['one day where nobody says', {}, 1],
  ])('has its transit days from %s, weekends skipped', async (_, data, days) => {
    const folder = dataFolderWith(settings);
    const terminal = await withOrder(folder, data);
    await accept(terminal, numbersOf(await packMugs(terminal, 'ORD-1', 1)).sscc);
    await accept(terminal, numbersOf(await accept(terminal, 'ORD-1')).tracking, 'PS:HANDOVER');
    const { end_time: handedOver, attributes } = span(folder, 'shipping.dispatch');
    expect(attributes['shipping.estimated_delivery']).toBe(workingDaysAfter(handedOver, days));
    expect(await terminal.close()).toBe(0);
  });
});

describe('tracking numbers', () => {
  it.each([
    ['house', { prefix: 'WH', from: 1234567890123, to: 1234567890199 }, /^WH1234567890123\d$/],
    ['s10', { prefix: 'RR', country: 'DE', from: 47312482 }, /^RR473124829DE$/],
    ['ups-1z', { prefix: '999AA1', service: '01', from: 2345678 }, /^1Z999AA1012345678\d$/],
    ['plain', { prefix: 'P-', width: 6, from: 42 }, /^P-000042$/],
  ])('in the format %s', async (format, parts, expected) => {
    const folder = dataFolderWith({ numbers: { tracking: { house: { format, ...parts } } } });
    const terminal = await withOrder(folder);
    const { sscc, tracking } = numbersOf(await packMugs(terminal, 'ORD-1', 1));
    expect(tracking).toMatch(expected);
    expect(await accept(terminal, sscc, tracking)).toMatchObject({ code: 'ship.label.ok' });
    expect(await terminal.close()).toBe(0);
  });

  it.each([
    ['a format without its parts', { tracking: { house: { format: 's10' } } }],
    ['a prefix in small letters', { tracking: { house: { format: 'house', prefix: 'wh' } } }],
    ['a range beyond the digits of the format', { tracking: { house: { format: 'plain', width: 3, to: 5000 } } }],
    ['an SSCC range beyond its digits', { sscc: { prefix: '952123456789', to: 99_999 } }],
    ['a range that ends before it begins', { sscc: { prefix: '9521234', from: 10, to: 5 } }],
  ])('refuse %s when the station starts, never at the bench', async (_, numbers) => {
    const { code, stderr } = await run(dataFolderWith({ numbers }), ['terminal']);
    expect(code).toBe(3);
    expect(stderr).toContain('numbers');
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  });
});

describe('numbers', () => {
  it('that are used up refuse the step, and nothing is lost', async () => {
    const folder = dataFolderWith({ numbers: { sscc: { prefix: '9521234', from: 7, to: 8 } } });
    await takeIn(folder, orderCreated('ORD-1', [mugs(3)]));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    await pickMugs(terminal, 'ORD-1', 3);
    await accept(terminal, 'ORD-1', GTIN.mug, 'PS:NEXT', GTIN.mug, 'PS:NEXT', GTIN.mug);
    await expectRefusal(folder, terminal, 'PS:DONE', 'numbers.exhausted');
    expect(rows(folder, `SELECT sscc FROM parcels ORDER BY number`)).toMatchObject([
      { sscc: textLike(/^09521234000000007\d$/) },
      { sscc: textLike(/^09521234000000008\d$/) },
      { sscc: null },
    ]);
    expect(await terminal.close()).toBe(0);

    const again = await startTerminal(folder, { PICKSPAN_NUMBERS_SSCC_TO: '9' });
    expect(await accept(again, 'PS:DONE')).toMatchObject({ code: 'pack.done' });
    expect(await again.close()).toBe(0);
  });

  it('of a carrier that are used up refuse its parcels', async () => {
    const folder = dataFolderWith({ numbers: { tracking: { house: { format: 'plain', width: 4, from: 1, to: 1 } } } });
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)]), orderCreated('ORD-2', [mugs(1)]));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    expect(numbersOf(await packMugs(terminal, 'ORD-1', 1)).tracking).toBe('0001');
    await pickMugs(terminal, 'ORD-2', 1);
    await accept(terminal, 'ORD-2', GTIN.mug);
    const answer = await expectRefusal(folder, terminal, 'PS:DONE', 'numbers.exhausted');
    expect(answer.message).toContain('house');
    expect(await terminal.close()).toBe(0);
  });

  it('go on after the highest one that numbers.json knows, and raise it', async () => {
    const folder = dataFolderWith({ numbers: { sscc: { prefix: '9521234', from: 0 } } });
    const ledger = join(folder, 'numbers.json');
    writeFileSync(ledger, JSON.stringify({ version: 1, highest: { sscc: 41 } }));
    const terminal = await withOrder(folder);
    const { sscc } = numbersOf(await packMugs(terminal, 'ORD-1', 1));
    expect(sscc).toMatch(/^09521234000000042\d$/);
    expect(await terminal.close()).toBe(0);
    expect(JSON.parse(readFileSync(ledger, 'utf8'))).toMatchObject({
      highest: { sscc: 41, 'sscc 0 9521234 0': 42 },
    });
  });
});

/** ISO day, so many working days after a moment, counted in UTC. */
function workingDaysAfter(moment: string, days: number): string {
  const date = new Date(`${moment.slice(0, 10)}T00:00:00Z`);
  for (let left = days; left > 0;) {
    date.setUTCDate(date.getUTCDate() + 1);
    if (date.getUTCDay() % 6 !== 0) left -= 1;
  }
  return date.toISOString().slice(0, 10);
}
