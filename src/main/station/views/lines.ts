import type { LineProgress, LineView, UnitDetails } from '../../../shared/views.ts';
import type { OrderLine } from '../../orders/order-data.ts';
import { missingOf, packedOf, type PackLine } from '../../pack/state.ts';
import { doneOf, type PickLine } from '../../pick/state.ts';

/** A list on a screen; an order of thousands of lines is shown around the line at hand. */
const LINES_SHOWN = 60;

export function lineView(
  item: OrderLine,
  quantity: number,
  done: number,
  units: UnitDetails | null | undefined = null,
): LineView {
  const { lot = null, serial = null, expiry = null } = units ?? {};
  return {
    line_id: item.lineId,
    sku: item.sku,
    gtin: item.gtin,
    name: item.name,
    bin: item.bin,
    quantity,
    done,
    image_url: item.imageUrl,
    zone: item.zone,
    taken: lot === null && serial === null && expiry === null ? null : { lot, serial, expiry },
  };
}

export function pickProgress(line: PickLine): LineProgress {
  const { item, bin, state } = line;
  return { line_id: item.lineId, bin, name: item.name, quantity: item.quantity, done: doneOf(line), state };
}

export function packProgress(line: PackLine): LineProgress {
  const done = packedOf(line);
  const missing = missingOf(line);
  const { lineId, bin, name } = line.item;
  return {
    line_id: lineId,
    bin,
    name,
    quantity: line.picked,
    done,
    state: missing > 0 ? 'open' : line.short > 0 ? 'short' : 'done',
  };
}

export function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** As many items as a screen shows, those about `at` in the middle. */
export function around<T>(items: readonly T[], at: T | undefined): readonly T[] {
  const middle = at === undefined ? 0 : items.indexOf(at);
  const from = Math.max(0, Math.min(middle - LINES_SHOWN / 2, items.length - LINES_SHOWN));
  return items.slice(from, from + LINES_SHOWN);
}
