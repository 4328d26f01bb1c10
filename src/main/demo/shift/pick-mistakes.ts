import { isDeepStrictEqual } from 'node:util';
import { labelOf, productBy, PRODUCTS, type Product } from '../shop/goods.ts';
import { viewOf, type Bench } from './bench.ts';
import type { Mistake } from './mistakes.ts';
import { afterUnits, openLines, pickOn, type PickLine, type PickView } from './pick.ts';

type PickMistake = Mistake<PickView>;

const atBin = (view: PickView): boolean => view.expect.includes('bin');
const atItem = (view: PickView): boolean => view.expect.includes('item') && view.line !== null;
const lineOf = (view: PickView): PickLine => {
  if (view.line === null) throw new Error(`order ${view.order_id} shows no line`);
  return view.line;
};
const here = (view: PickView): Product => productBy('bin', lineOf(view).bin);

/** Something that this order does not want. */
const notWanted = (view: PickView): Product => {
  const wanted = new Set(view.lines.map(({ bin }) => bin));
  const other = PRODUCTS.find(({ bin }) => !wanted.has(bin));
  if (other === undefined) throw new Error('the order wants everything there is');
  return other;
};

/** The last thing that went into the tote, where its line is closed and another one is open. */
const finished = (view: PickView): Product | undefined => {
  const done = view.lines.findLast(({ state }) => state === 'done');
  return done === undefined ? undefined : productBy('bin', done.bin);
};

const single = (view: PickView): boolean =>
  atItem(view) && lineOf(view).quantity === 1 && openLines(view) > 1 && here(view).batch === undefined;
const several = (view: PickView, units: number): boolean =>
  atItem(view) && lineOf(view).quantity - lineOf(view).done >= units && here(view).batch === undefined;

/** Everything that goes wrong, or another way, while picking. */
export function pickMistakes(second: string, isOffline: () => boolean): readonly PickMistake[] {
  return [
    {
      name: 'station killed in the middle of a pick',
      fits: (view) => isOffline() && atItem(view) && lineOf(view).done > 0,
      make: (bench) => bench.kill(),
    },
    {
      name: 'station killed with a scan on its way',
      fits: (view) => isOffline() && several(view, 2),
      make: (bench, view) => bench.scanAcrossKill(labelOf(here(view)), 'pick.item.ok'),
    },
    {
      name: 'terminal switched off in the middle of a pick',
      fits: (view) => isOffline() && atItem(view) && view.progress.done > 0,
      make: (bench) => bench.restart(),
    },
    {
      name: 'wrong bin',
      fits: atBin,
      make: (bench, view) => bench.scan(notWanted(view).bin, 'pick.bin.wrong'),
    },
    {
      name: 'item before its bin',
      fits: (view) => atBin(view) && view.progress.done === 0,
      make: (bench, view) => bench.scan(labelOf(here(view)), 'pick.bin.first'),
    },
    {
      name: 'wrong item',
      fits: atItem,
      make: (bench, view) => bench.scan(labelOf(notWanted(view)), 'pick.item.wrong'),
    },
    { name: 'undo of a closed line', fits: single, make: undoClosedLine },
    {
      name: 'one more than ordered',
      fits: (view) => atBin(view) && finished(view) !== undefined,
      make: (bench, view) => bench.scan(labelOf(finished(view) ?? here(view)), 'pick.item.over'),
    },
    {
      name: 'skipped line',
      fits: (view) => atBin(view) && openLines(view) > 1,
      make: (bench) => bench.scan('PS:SKIP', 'pick.skip.ok'),
    },
    { name: 'short line', fits: (view) => several(view, 2) && openLines(view) > 1, make: runShort },
    { name: 'undo of a scan', fits: (view) => several(view, 2) && here(view).carton === undefined, make: undoScan },
    {
      name: 'put down and taken up by another worker',
      fits: (view) => atItem(view) && view.progress.done > 0,
      make: (bench, view) => changeHands(bench, view, second),
    },
    {
      name: 'more typed than ordered',
      fits: (view) => atItem(view) && lineOf(view).done > 0 && here(view).batch === undefined,
      make: (bench, view) => bench.scan(`PS:QTY:${lineOf(view).quantity + 1}`, 'pick.item.over'),
    },
    {
      name: 'done said too early',
      fits: (view) => view.progress.done > 0,
      make: (bench) => bench.scan('PS:DONE', 'pick.incomplete'),
    },
    {
      name: 'lot read from a second label',
      fits: (view) => atItem(view) && here(view).batch !== undefined,
      make: async (bench, view) => {
        await bench.scan(here(view).gtin, 'pick.item.ok');
        const asked = viewOf(bench, 'pick');
        if (asked === undefined || !asked.expect.includes('lot')) return bench.note('nobody asked for the lot');
        await pickOn(bench, asked);
      },
    },
    {
      name: 'damaged barcode',
      fits: atItem,
      make: (bench, view) => bench.scan(`${here(view).gtin.slice(0, -1)}${misread(here(view).gtin)}`, 'scan.malformed'),
    },
  ];
}

/** Another last digit than the right one: no GTIN any more. */
const misread = (gtin: string): number => (Number(gtin.at(-1)) + 3) % 10;

async function runShort(bench: Bench, view: PickView): Promise<void> {
  await bench.scan(labelOf(here(view)), 'pick.item.ok');
  await bench.scan('PS:SHORT:missing', 'pick.line.short');
}

async function undoScan(bench: Bench, view: PickView): Promise<void> {
  await bench.scan(labelOf(here(view)), 'pick.item.ok');
  await bench.scan('PS:UNDO', 'undo.ok');
  if (!isDeepStrictEqual(bench.view(), view)) bench.note('PS:UNDO left something behind');
}

async function undoClosedLine(bench: Bench, view: PickView): Promise<void> {
  await bench.scan(labelOf(here(view)), afterUnits(view, lineOf(view), 1));
  await bench.scan('PS:UNDO', 'undo.ok');
  if (!isDeepStrictEqual(bench.view(), view)) bench.note('PS:UNDO of a closed line left something behind');
}

async function changeHands(bench: Bench, view: PickView, second: string): Promise<void> {
  await bench.scan('PS:CANCEL', 'pick.put_down');
  const listed = viewOf(bench, 'home')?.put_down.some((order) => order.order_id === view.order_id);
  if (listed !== true) bench.note(`${view.order_id} is not shown as put down`);
  await bench.scan(`PS:OP:${second}`, 'signin.ok');
  await bench.scan(view.order_id, 'pick.opened');
  if (!isDeepStrictEqual(bench.view(), { ...view, operator: second })) bench.note('the job was not as it was put down');
}
