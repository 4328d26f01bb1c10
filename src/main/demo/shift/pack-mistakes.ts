import { isDeepStrictEqual } from 'node:util';
import { labelOf, productBy, PRODUCTS, type Product } from '../shop/goods.ts';
import type { Bench } from './bench.ts';
import { packOn, packView, type PackMistake, type PackView, type Scale } from './pack.ts';

/** A weight that no reading error explains: half a brick. */
const FAR_OFF_G = 1900;

const atItem = (view: PackView): boolean => view.line !== null && view.expect.includes('item');
const here = (view: PackView): Product => productBy('bin', view.line?.bin ?? '');
const linesOf = (view: PackView) => ('lines' in view ? view.lines : []);

const notPicked = (view: PackView): Product => {
  const picked = new Set(linesOf(view).map(({ bin }) => bin));
  const other = PRODUCTS.find(({ bin }) => !picked.has(bin));
  if (other === undefined) throw new Error('everything there is was picked');
  return other;
};

const complete = (view: PackView): Product | undefined => {
  const line = linesOf(view).find(({ state }) => state === 'done');
  return line === undefined ? undefined : productBy('bin', line.bin);
};

/** Everything that goes wrong, or another way, while packing. */
export const PACK_MISTAKES: readonly PackMistake[] = [
  {
    name: 'item of another order in the box',
    fits: atItem,
    make: (bench, view) => bench.scan(labelOf(notPicked(view)), 'pack.item.wrong'),
  },
  {
    name: 'one unit too many in the box',
    fits: (view) => atItem(view) && complete(view) !== undefined,
    make: (bench, view) => bench.scan(labelOf(complete(view) ?? here(view)), 'pack.item.over'),
  },
  {
    name: 'box closed too early',
    fits: (view) => atItem(view) && view.progress.done > 0,
    make: (bench) => bench.scan('PS:DONE', 'pack.incomplete'),
  },
  {
    name: 'larger box',
    fits: (view) => atItem(view) && view.box === 'S' && view.progress.done === 0,
    make: (bench) => bench.scan('M', 'pack.box.ok'),
  },
  { name: 'second parcel', fits: (view) => atItem(view) && view.progress.done > 1, make: nextParcel },
  { name: 'weight far off', fits: (view) => view.expect.includes('weight'), make: weighWrong },
  {
    name: 'undo of a packed unit',
    fits: (view) => atItem(view) && view.progress.done > 0,
    make: async (bench, view) => {
      await bench.scan(labelOf(here(view)), 'pack.item.ok');
      await bench.scan('PS:UNDO', 'undo.ok');
      if (!isDeepStrictEqual(bench.view(), view)) bench.note('PS:UNDO of a packed unit left something behind');
    },
  },
];

async function nextParcel(bench: Bench, view: PackView, scale: Scale): Promise<void> {
  await bench.scan(`PS:WEIGHT:${scale.read(view.box)}`, 'pack.weight.ok');
  await bench.scan('PS:NEXT', 'pack.parcel.done');
  scale.clear();
  if (packView(bench)?.parcels.length !== view.parcels.length + 1) bench.note('PS:NEXT opened no parcel');
}

async function weighWrong(bench: Bench, view: PackView, scale: Scale): Promise<void> {
  await bench.scan(`PS:WEIGHT:${scale.read(view.box) + FAR_OFF_G}`, 'pack.weight.discrepancy');
  const question = packView(bench);
  if (question?.kind !== 'question') return bench.note('nobody asked about the weight');
  await bench.scan('PS:DONE', 'pack.reason.needed');
  await packOn(bench, question, scale);
}
