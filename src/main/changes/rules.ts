import type { Refusal } from '../exchange/envelope.ts';
import { toLine, type OrderLine, type WholeOrderData } from '../orders/order-data.ts';
import type { KnownOrder } from '../orders/rules.ts';
import { isOver } from '../orders/states.ts';

/* What may still change in an order (INTERFACES 3): everything before work starts, little after it, nothing at the end. */

/** A line that wants fewer units than before; 0 takes it out. */
export interface Reduction {
  readonly lineNo: number;
  readonly from: number;
  readonly to: number;
}

export type UpdateDecision =
  | { readonly kind: 'replace' }
  | { readonly kind: 'adjust'; readonly reductions: readonly Reduction[] }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

/**
 * @param lines the order's lines as they are known here.
 * @param sealed units of a line that lie in closed parcels already: nobody opens those again.
 * @param path where the data begins, for the refusal's JSON path.
 */
export function decideUpdate(
  known: KnownOrder,
  lines: readonly OrderLine[],
  data: WholeOrderData,
  sealed: (lineNo: number) => number,
  path: string,
): UpdateDecision {
  if (known.revision !== null && (data.revision ?? 0) <= known.revision) {
    return refuse(
      'stale_revision',
      `${path}.revision`,
      `Revision ${known.revision} of order ${data.order_id} is here already.`,
    );
  }
  if (isOver(known.state)) return refuse('too_late', path, `Order ${data.order_id} is ${known.state}.`);
  if (known.state === 'held' || known.state === 'ready') return { kind: 'replace' };

  const wanted = (data.items ?? []).map(toLine);
  const reductions: Reduction[] = [];
  for (const [index, line] of wanted.entries()) {
    const at = `${path}.items[${index}]`;
    const before = lines.find(({ lineId }) => lineId === line.lineId);
    if (before === undefined) return refuse('too_late', at, `Work has started: line ${line.lineId} cannot be added.`);
    if (!sameItem(before, line))
      return refuse('too_late', at, `Work has started: line ${line.lineId} cannot become another item.`);
    if (line.quantity > before.quantity)
      return refuse('too_late', `${at}.quantity`, `Work has started: line ${line.lineId} cannot grow.`);
    if (line.quantity < before.quantity)
      reductions.push({ lineNo: before.lineNo, from: before.quantity, to: line.quantity });
  }
  for (const line of lines) {
    const isGone = line.quantity > 0 && !wanted.some(({ lineId }) => lineId === line.lineId);
    if (isGone) reductions.push({ lineNo: line.lineNo, from: line.quantity, to: 0 });
  }
  const left = lines.reduce(
    (sum, line) => sum + (reductions.find(({ lineNo }) => lineNo === line.lineNo)?.to ?? line.quantity),
    0,
  );
  if (left === 0) return refuse('too_late', `${path}.items`, 'Nothing would be left: cancel the order.');
  const tooLate = reductions.find(({ lineNo, to }) => sealed(lineNo) > to);
  if (tooLate !== undefined) {
    return refuse(
      'too_late',
      `${path}.items`,
      `${sealed(tooLate.lineNo)} units of line ${tooLate.lineNo} are in a closed parcel.`,
    );
  }
  return { kind: 'adjust', reductions };
}

/** An order can be cancelled until the first of its parcels has left. */
export function decideCancel(
  known: KnownOrder,
  parcelsGone: boolean,
  orderId: string,
  path: string,
): { readonly kind: 'cancel' } | { readonly kind: 'refuse'; readonly refusal: Refusal } {
  if (known.state === 'cancelled' || known.state === 'put_back')
    return refuse('already_cancelled', path, `Order ${orderId} is cancelled.`);
  if (isOver(known.state) || parcelsGone)
    return refuse('too_late', path, `Order ${orderId} is ${isOver(known.state) ? known.state : 'partly handed over'}.`);
  return { kind: 'cancel' };
}

function sameItem(a: OrderLine, b: OrderLine): boolean {
  return a.productId === b.productId && a.sku === b.sku && a.gtin === b.gtin && a.bin === b.bin;
}

function refuse(reason: string, path: string, message: string): { kind: 'refuse'; refusal: Refusal } {
  return { kind: 'refuse', refusal: { reason, path, message } };
}
