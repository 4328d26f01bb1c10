import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer, Code } from '../../src/shared/answers.ts';
import { dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn, teas } from '../support/orders.ts';
import { startTerminal, type Terminal } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';
import { numbersOf } from '../support/shift.ts';

/*
 * A shift in which every code that checks rely on comes up. Each refusal is held against the whole station: screen and
 * tables stay as they were, and the audit log has one row more.
 */

const RELIED_ON: readonly Code[] = [
  'signin.ok',
  'signin.needed',
  'pick.opened',
  'pick.none',
  'pick.bin.ok',
  'pick.bin.wrong',
  'pick.bin.first',
  'pick.item.ok',
  'pick.item.wrong',
  'pick.item.over',
  'pick.line.done',
  'pick.line.short',
  'pick.done',
  'undo.ok',
  'undo.nothing',
  'pack.opened',
  'pack.item.ok',
  'pack.item.wrong',
  'pack.item.over',
  'pack.incomplete',
  'pack.weight.ok',
  'pack.weight.needed',
  'pack.weight.discrepancy',
  'pack.parcel.done',
  'pack.done',
  'ship.opened',
  'ship.label.ok',
  'ship.label.wrong',
  'ship.handover.ok',
  'scan.unknown',
  'scan.malformed',
  'nothing.open',
];

let folder: string;
let terminal: Terminal;
let packed: Answer;
const seen = new Set<string>();

beforeAll(async () => {
  folder = dataFolderWith({ weight: { required: true } });
  const jam = { sku: 'JAM', gtin: GTIN.jam, name: 'Jam', quantity: 3, bin_location: 'C-01-01', unit_weight_g: 500 };
  await takeIn(folder, orderCreated('ORD-1', [mugs(2), teas(1), { ...jam, lot_required: true }]));
  terminal = await startTerminal(folder);
});

type Step = readonly ['ok' | 'no', string, Code];

const SIGNING_IN: readonly Step[] = [
  ['no', 'PS:PICK', 'signin.needed'],
  ['no', 'ORD-1', 'signin.needed'],
  ['ok', 'PS:OP:w1', 'signin.ok'],
];

const NOTHING_OPEN: readonly Step[] = [
  ['no', 'PS:UNDO', 'undo.nothing'],
  ['no', 'PS:DONE', 'nothing.open'],
  ['no', 'PS:CANCEL', 'nothing.open'],
  ['no', 'PS:QTY:2', 'nothing.open'],
  ['no', 'PS:BOX:M', 'nothing.open'],
  ['no', 'PS:WEIGHT:100', 'nothing.open'],
  ['no', 'PS:HANDOVER', 'nothing.open'],
  ['no', 'PS:RELEASE', 'nothing.open'],
  ['no', 'PS:REASON:urgent', 'nothing.open'],
  ['no', 'PS:PIN:1234', 'command.unavailable'],
  ['no', 'PS:TAKEOVER:bench-9', 'takeover.alone'],
  ['no', 'PS:PICK:99', 'pick.batch.size'],
  ['no', 'PS:PRINTER:nobody', 'printer.unknown'],
  ['no', 'PS:PRINT', 'print.nothing'],
  ['no', 'PS:REPRINT:torn', 'print.nothing'],
  ['no', 'PS:PREVIEW', 'print.nothing'],
  ['no', 'PS:YES', 'print.nothing'],
  ['no', 'PS:NO', 'print.nothing'],
  ['no', 'PS:HANDOVER:house', 'ship.handover.none'],
  ['no', GTIN.mug, 'nothing.open'],
  ['no', 'A-01-03', 'nothing.open'],
  ['no', 'NO-SUCH-THING', 'scan.unknown'],
  ['no', 'PS:FOO', 'scan.malformed'],
];

const PICKING: readonly Step[] = [
  ['ok', 'PS:PICK', 'pick.opened'],
  ['no', 'PS:UNDO', 'undo.nothing'],
  ['no', GTIN.mug, 'pick.bin.first'],
  ['no', 'B-02-01', 'pick.bin.wrong'],
  ['no', 'Z-99-99', 'pick.bin.wrong'],
  ['no', 'NO-SUCH-THING', 'scan.unknown'],
  ['ok', 'A-01-03', 'pick.bin.ok'],
  ['no', 'PS:DONE', 'pick.incomplete'],
  ['no', GTIN.stranger, 'pick.item.wrong'],
  ['no', GTIN.tea, 'pick.item.wrong'],
  ['ok', GTIN.mug, 'pick.item.ok'],
  ['ok', 'PS:UNDO', 'undo.ok'],
  ['ok', GTIN.mug, 'pick.item.ok'],
  ['no', 'PS:QTY:3', 'pick.item.over'],
  ['ok', 'PS:QTY:2', 'pick.line.done'],
  ['no', GTIN.mug, 'pick.item.over'],
  ['ok', 'B-02-01', 'pick.bin.ok'],
  ['ok', 'PS:SHORT:missing', 'pick.line.short'],
  ['ok', 'C-01-01', 'pick.bin.ok'],
  ['ok', GTIN.jam, 'pick.item.ok'],
  ['no', GTIN.jam, 'pick.detail.first'],
  ['no', 'PS:QTY:3', 'pick.detail.first'],
  ['ok', 'PS:LOT:L1', 'pick.item.ok'],
  ['no', 'PS:BOX:M', 'nothing.open'],
  ['ok', 'PS:QTY:3', 'pick.done'],
  ['ok', 'PS:DONE', 'pick.done'],
  ['ok', 'PS:DONE', 'pick.done'],
  ['no', 'PS:PICK', 'pick.none'],
];

const PACKING: readonly Step[] = [
  ['ok', 'ORD-1', 'pack.opened'],
  ['no', GTIN.stranger, 'pack.item.wrong'],
  ['no', GTIN.tea, 'pack.item.over'],
  ['ok', GTIN.mug, 'pack.item.ok'],
  ['ok', 'MUG', 'pack.item.ok'],
  ['no', GTIN.mug, 'pack.item.over'],
  ['no', 'PS:DONE', 'pack.incomplete'],
  ['no', 'PS:NEXT', 'pack.weight.needed'],
  ['ok', 'PS:WEIGHT:920', 'pack.weight.ok'],
  ['ok', 'PS:NEXT', 'pack.parcel.done'],
  ['no', 'PS:UNDO', 'undo.nothing'],
  ['ok', GTIN.jam, 'pack.item.ok'],
  ['ok', 'JAM', 'pack.item.ok'],
  ['ok', GTIN.jam, 'pack.item.ok'],
  ['no', 'PS:DONE', 'pack.weight.needed'],
  ['ok', 'PS:WEIGHT:9000', 'pack.weight.discrepancy'],
  ['no', 'PS:DONE', 'pack.reason.needed'],
  ['ok', 'PS:REASON:gift_wrap', 'pack.weight.ok'],
  ['ok', 'PS:DONE', 'pack.done'],
];

const SHIPPING: readonly Step[] = [
  ['ok', '<sscc of 1>', 'ship.opened'],
  ['no', '<tracking of 2>', 'ship.label.wrong'],
  ['no', '<sscc of 2>', 'ship.label.wrong'],
  ['no', 'PS:HANDOVER', 'ship.label.needed'],
  ['ok', '<tracking of 1>', 'ship.label.ok'],
  ['ok', 'PS:HANDOVER', 'ship.handover.ok'],
  ['ok', '<sscc of 2>', 'ship.opened'],
  ['ok', '<sscc of 2>', 'ship.label.ok'],
  ['ok', 'PS:HANDOVER', 'ship.handover.ok'],
  ['no', '<sscc of 1>', 'order.closed'],
  ['no', 'ORD-1', 'order.closed'],
];

/** Numbers are known only once the station has given them. */
function filledIn(scan: string): string {
  const [, kind, place] = /^<(\w+) of (\d)>$/.exec(scan) ?? [];
  if (kind === undefined) return scan;
  const { sscc, tracking } = numbersOf(packed, Number(place) - 1);
  return kind === 'sscc' ? sscc : tracking;
}

describe.each([
  ['signing in', SIGNING_IN],
  ['with nothing open', NOTHING_OPEN],
  ['picking', PICKING],
  ['packing', PACKING],
  ['shipping', SHIPPING],
])('%s', (_, steps) => {
  it.each(steps)('%s: %s is answered with %s', async (kind, scan, code) => {
    const text = filledIn(scan);
    const answer = kind === 'no' ? await expectRefusal(folder, terminal, text, code) : await terminal.send(text);
    expect(answer).toMatchObject({ ok: kind === 'ok', code });
    expect(answer.message).not.toBe('');
    expect(answer.sound === 'error').toBe(kind === 'no');
    seen.add(answer.code);
    if (answer.code === 'pack.done') packed = answer;
  });
});

describe('every code that checks rely on', () => {
  it('came up', () => {
    expect(RELIED_ON.filter((code) => !seen.has(code))).toEqual([]);
  });

  it('came of one terminal that ends well', async () => {
    expect(await terminal.close()).toBe(0);
  });
});
