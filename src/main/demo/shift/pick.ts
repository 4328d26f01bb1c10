import type { Code } from '../../../shared/answers.ts';
import type { View } from '../../../shared/views.ts';
import { labelOf, productBy } from '../shop/goods.ts';
import { ORDERS } from '../shop/orders.ts';
import { viewOf, type Bench } from './bench.ts';
import type { ShiftLog } from './log.ts';
import type { Mistake } from './mistakes.ts';
import type { Outside } from './outside.ts';
import { noticeCancelled } from './put-back.ts';

export type PickView = Extract<View, { kind: 'pick' }>;
export type PickLine = NonNullable<PickView['line']>;

interface Picking {
  readonly bench: Bench;
  readonly log: ShiftLog;
  readonly outside: Pick<Outside, 'change'>;
  readonly due: (view: PickView) => Mistake<PickView> | undefined;
}

/** Picks so many orders at most, until the station says that nothing waits. */
export async function pickAll(picking: Picking, operator: string, most = Infinity): Promise<void> {
  const { bench, log } = picking;
  for (let count = 0; count < most && viewOf(bench, 'home')?.waiting.pick !== 0; count += 1) {
    // A colleague may have gone on with the last job.
    if (bench.view().operator !== operator) await bench.scan(`PS:OP:${operator}`, 'signin.ok');
    await bench.scan('PS:PICK', 'pick.opened');
    const opened = viewOf(bench, 'pick');
    if (opened === undefined) return bench.note('PS:PICK did not open a pick');
    log.begin(opened.order_id, 'pick', bench);
    await pickOrder(picking, opened);
    log.end(opened.order_id, 'pick', bench);
  }
}

async function pickOrder({ bench, log, outside, due }: Picking, opened: PickView): Promise<void> {
  const { order_id: orderId } = opened;
  const change = ORDERS.find(({ id }) => id === orderId)?.change;
  let changed = false;
  for (let view: PickView | undefined = opened; view !== undefined; view = viewOf(bench, 'pick')) {
    if (bench.surprises.length > 20) return;
    if (change === 'cancelled in its pick' && view.progress.done > 0 && view.expect.includes('item')) {
      const moment = await outside.change(orderId);
      log.end(orderId, 'pick', { moment: () => moment });
      return noticeCancelled(bench, log, productBy('bin', view.line?.bin ?? ''));
    }
    if (change === 'fewer in its pick' && !changed && view.lines.some(({ state }) => state === 'done')) {
      await outside.change(orderId);
      changed = true;
    }
    const mistake = change === undefined ? due(view) : undefined;
    await (mistake === undefined ? pickOn(bench, view) : mistake.make(bench, view, undefined));
  }
}

/** The next right scan, by nothing but the view and what lies in the bin it names. */
export async function pickOn(bench: Bench, view: PickView): Promise<void> {
  const { line } = view;
  if (line === null) return bench.note(`order ${view.order_id} has no line to pick`);
  if (view.expect.includes('bin')) return bench.scan(line.bin, 'pick.bin.ok');
  const product = productBy('bin', line.bin);
  if (view.expect.includes('lot')) return bench.scan(`PS:LOT:${product.batch?.lot ?? ''}`, afterUnits(view, line, 1));
  const left = line.quantity - line.done;
  const { carton } = product;
  if (carton !== undefined && left >= carton.units)
    return bench.scan(carton.gtin, afterUnits(view, line, carton.units));
  // Who has scanned one of several says how many there are.
  if (left >= 3 && line.done > 0 && product.batch === undefined)
    return bench.scan(`PS:QTY:${line.quantity}`, afterUnits(view, line, left));
  return bench.scan(labelOf(product), afterUnits(view, line, 1));
}

/** What the station has to answer when so many units of the line are in the tote. */
export function afterUnits(view: PickView, line: PickLine, units: number): Code {
  if (line.done + units < line.quantity) return 'pick.item.ok';
  return openLines(view) === 1 ? 'pick.done' : 'pick.line.done';
}

export const openLines = (view: PickView): number => view.lines.filter(({ state }) => state === 'open').length;
