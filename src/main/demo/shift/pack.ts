import type { View } from '../../../shared/views.ts';
import { BOXES, labelOf, productBy } from '../shop/goods.ts';
import { ORDERS } from '../shop/orders.ts';
import { viewOf, type Bench } from './bench.ts';
import type { ShiftLog } from './log.ts';
import type { Mistake } from './mistakes.ts';
import type { Outside } from './outside.ts';
import { noticeCancelled } from './put-back.ts';

export type PackView = Extract<
  View,
  { kind: 'pack' } | { kind: 'question'; question: 'weight' | 'short' | 'conflict' | 'unanswered' }
>;

export type PackMistake = Mistake<PackView, Scale>;

/** What lies on the scale: units of the open parcel, and its box. A real scale is never right to the gram. */
export interface Scale {
  readonly put: (weightG: number) => void;
  readonly clear: () => void;
  readonly read: (box: string | null) => number;
}

function createScale(): Scale {
  let grams = 0;
  let readings = 0;
  return {
    put: (weightG) => (grams += weightG),
    clear: () => (grams = 0),
    read(box) {
      readings += 1;
      return grams + (BOXES.find(({ code }) => code === box)?.tare_g ?? 0) + ((readings * 7) % 23) - 11;
    },
  };
}

interface Packing {
  readonly bench: Bench;
  readonly log: ShiftLog;
  readonly outside: Pick<Outside, 'change'>;
  readonly due: (view: PackView) => PackMistake | undefined;
}

/** Packs so many orders at most of those that were picked. */
export async function packAll(packing: Packing, most = Infinity): Promise<void> {
  const { bench, log } = packing;
  for (let count = 0; count < most && (await somethingToPack(bench)); count += 1) {
    await bench.scan('PS:PACK', 'pack.opened');
    const opened = packView(bench);
    if (opened === undefined) return bench.note('PS:PACK did not open a job');
    log.begin(opened.order_id, 'pack', bench);
    await packOrder(packing, opened.order_id);
    log.end(opened.order_id, 'pack', bench);
  }
}

async function packOrder({ bench, log, outside, due }: Packing, orderId: string): Promise<void> {
  const change = ORDERS.find(({ id }) => id === orderId)?.change;
  const scale = createScale();
  while (!isPacked(bench)) {
    const view = packView(bench);
    if (view === undefined || bench.surprises.length > 20) return bench.note(`the packing of ${orderId} broke off`);
    if (change === 'cancelled while packing' && view.progress.done > 0 && view.line !== null) {
      const moment = await outside.change(orderId);
      log.end(orderId, 'pack', { moment: () => moment });
      return noticeCancelled(bench, log, productBy('bin', view.line.bin));
    }
    const mistake = change === undefined ? due(view) : undefined;
    await (mistake === undefined ? packOn(bench, view, scale) : mistake.make(bench, view, scale));
  }
  log.end(orderId, 'pack', bench);
  writeDown(bench, log, orderId);
  if (change !== 'another address once packed') return;
  log.of(orderId).withdrawn = viewOf(bench, 'pack')?.parcels[0]?.tracking_number ?? undefined;
  await outside.change(orderId);
}

/** What the packed order shows stays on the screen until the next scan; the badge brings back the list. */
async function somethingToPack(bench: Bench): Promise<boolean> {
  await bench.scan(`PS:OP:${bench.view().operator ?? ''}`, 'signin.ok');
  return (viewOf(bench, 'home')?.waiting.pack ?? 0) > 0;
}

export function packView(bench: Bench): PackView | undefined {
  const question = viewOf(bench, 'question');
  return (
    viewOf(bench, 'pack') ?? (question?.question === 'label' || question?.question === 'lead' ? undefined : question)
  );
}

/** Every parcel is closed and has its number. */
const isPacked = (bench: Bench): boolean => {
  const view = viewOf(bench, 'pack');
  return view !== undefined && view.parcels.length > 0 && view.parcels.every(({ state }) => state !== 'open');
};

/** The next right scan: a unit into the box, the weight, and done. */
export async function packOn(bench: Bench, view: PackView, scale: Scale): Promise<void> {
  if (view.expect.includes('reason')) return bench.scan('PS:REASON:recounted', 'pack.weight.ok');
  if (view.expect.includes('weight')) return bench.scan(`PS:WEIGHT:${scale.read(view.box)}`, 'pack.weight.ok');
  if (view.line === null) return bench.scan('PS:DONE', 'pack.done');
  const product = productBy('bin', view.line.bin);
  const { carton } = product;
  const wholeCarton = carton !== undefined && view.line.quantity - view.line.done >= carton.units;
  await bench.scan(wholeCarton ? carton.gtin : labelOf(product), 'pack.item.ok');
  scale.put(product.weightG * (wholeCarton ? carton.units : 1));
}

/** What is in the parcels, as the screen of the closed order shows it. */
function writeDown(bench: Bench, log: ShiftLog, orderId: string): void {
  const view = viewOf(bench, 'pack');
  const order = log.of(orderId);
  for (const { bin, done } of view?.lines ?? []) order.packed.set(productBy('bin', bin).sku, done);
  order.parcels = view?.parcels.length ?? 0;
  for (const { number, sscc } of view?.parcels ?? []) {
    if (!/^\d{18}$/.test(sscc ?? '')) bench.note(`parcel ${number} of ${orderId} has no SSCC`);
  }
}
