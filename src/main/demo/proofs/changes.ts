import { isCancelled, isUpdated, ORDERS, wantedAddress, wantedItems, type Order } from '../shop/orders.ts';
import { orderOf, proof, stationSpans, textOf, type Evidence, type Proof } from './evidence.ts';
import { STAGE_SPANS, stagesOf } from './stages.ts';

/** What the shop cancelled or updated on the way. */
export function changeProofs(evidence: Evidence): Proof[] {
  const cancelled = ORDERS.filter(isCancelled);
  const updated = ORDERS.filter(isUpdated);
  const putBack = sum([...evidence.shift.log.orders.values()].flatMap((order) => [...order.putBack.values()]));
  return [
    proof(
      'a cancelled order ends where it is, and its span says so',
      cancelled.flatMap((order) => cancelFaults(evidence, order)),
      cancelled.length,
      cancelled.map(({ id }) => id).join(', '),
    ),
    proof(
      'an updated order leaves as it is wanted now',
      updated.flatMap((order) => updateFaults(evidence, order)),
      updated.length,
      updated.map(({ id }) => id).join(', '),
    ),
    proof(
      'what nobody wants any more is back in its bin',
      [...ORDERS.flatMap((order) => putBackFaults(evidence, order)), ...stillToPutBack(evidence)],
      putBack,
      `${putBack} units`,
    ),
  ];
}

/** The last of its stages was cancelled, and what was told of it is an event of that span. */
function cancelFaults(evidence: Evidence, order: Order): string[] {
  const stages = stagesOf(order);
  return STAGE_SPANS.filter(([stage]) => stages.includes(stage)).flatMap(([stage, name]) => {
    const span = stationSpans(evidence, name).find((candidate) => orderOf(candidate) === order.id);
    const outcome = span === undefined ? 'nowhere' : textOf(span.attributes, 'stage.outcome');
    const expected = stage === stages.at(-1) ? 'cancelled' : 'complete';
    const told = span?.events.some((event) => event.name === 'order.cancelled') === true;
    return [
      ...(outcome === expected ? [] : [`the ${stage} of ${order.id} is ${outcome}`]),
      ...(told === (expected === 'cancelled') ? [] : [`the ${stage} of ${order.id} does not tell it rightly`]),
    ];
  });
}

function updateFaults({ shift, findings }: Evidence, order: Order): string[] {
  const { packed, withdrawn } = shift.log.of(order.id);
  const wanted = wantedItems(order).flatMap(([sku, quantity]) =>
    packed.get(sku) === quantity ? [] : [`${order.id}: ${packed.get(sku) ?? 0} ${sku} instead of ${quantity}`],
  );
  const moved = wantedAddress(order) !== order.shipTo;
  const city = findings.cities.get(order.id);
  return [
    ...wanted,
    ...(city === wantedAddress(order).city ? [] : [`${order.id} goes to ${city ?? 'nowhere'}`]),
    ...(moved === (withdrawn !== undefined) ? [] : [`the label of ${order.id} was not withdrawn`]),
  ];
}

/** Of a cancelled order all that was picked; of one with fewer units those above what is wanted now. */
function putBackFaults(evidence: Evidence, order: Order): string[] {
  const { putBack } = evidence.shift.log.of(order.id);
  const wanted = new Map(wantedItems(order));
  return order.items.flatMap(([sku, quantity]) => {
    const expected = isCancelled(order)
      ? pickedUnits(evidence, order.id, sku)
      : Math.max(quantity - (wanted.get(sku) ?? 0), 0);
    const actual = putBack.get(sku) ?? 0;
    return actual === expected ? [] : [`${order.id}: ${actual} ${sku} put back, not ${expected}`];
  });
}

const pickedUnits = (evidence: Evidence, orderId: string, sku: string): number =>
  sum(
    stationSpans(evidence, 'warehouse.pick_item')
      .filter((span) => orderOf(span) === orderId && textOf(span.attributes, 'product.sku') === sku)
      .map((span) => Number(span.attributes['pick.quantity'])),
  );

function stillToPutBack({ findings }: Evidence): string[] {
  const count = findings.status.orders['cancelled'] ?? 0;
  const expected = ORDERS.filter((order) => isCancelled(order) && stagesOf(order).length === 0).length;
  return count === expected ? [] : [`${count} orders are cancelled and not put back, instead of ${expected}`];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
