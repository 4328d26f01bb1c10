import type { View } from '../../../shared/views.ts';
import { labelOf, productBy, type Product } from '../shop/goods.ts';
import { viewOf, type Bench } from './bench.ts';
import type { ShiftLog } from './log.ts';

type PutBackView = Extract<View, { kind: 'putback' }>;

/**
 * The order was cancelled while the worker had it in hand. The next scan finds out: it is not taken, and the screen
 * shows the way back, which the worker then goes.
 */
export async function noticeCancelled(bench: Bench, log: ShiftLog, inHand: Product): Promise<void> {
  await bench.scan(labelOf(inHand), 'pick.bin.first');
  if (viewOf(bench, 'putback') === undefined) return bench.note('nobody said that the order is cancelled');
  await walkBack(bench, log);
}

/** Brings back what lies in the way of the next job: units that a customer does not want any more. */
export async function putBackAll(bench: Bench, log: ShiftLog): Promise<void> {
  for (const { order_id: orderId } of viewOf(bench, 'home')?.put_back ?? []) {
    await bench.scan(orderId, 'putback.opened');
    await walkBack(bench, log);
  }
}

async function walkBack(bench: Bench, log: ShiftLog): Promise<void> {
  for (let view = viewOf(bench, 'putback'); view !== undefined; view = viewOf(bench, 'putback')) {
    const { line } = view;
    if (line === null || bench.surprises.length > 20) return bench.note(`the way back of ${view.order_id} broke off`);
    const product = productBy('bin', line.bin);
    if (view.expect.includes('bin')) await bench.scan(line.bin, 'pick.bin.ok');
    else {
      const order = log.of(view.order_id);
      order.putBack.set(product.sku, (order.putBack.get(product.sku) ?? 0) + 1);
      await bench.scan(labelOf(product), afterUnit(view, line));
    }
  }
}

function afterUnit({ lines }: PutBackView, { done, quantity }: NonNullable<PutBackView['line']>) {
  if (done + 1 < quantity) return 'pick.item.ok';
  return lines.filter(({ state }) => state === 'open').length === 1 ? 'putback.done' : 'pick.line.done';
}
