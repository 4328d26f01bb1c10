import { PRODUCTS } from '../shop/goods.ts';
import { isCancelled, ORDERS, wantedItems } from '../shop/orders.ts';
import { idOf, linkStage, orderOf, proof, stationSpans, textOf, type Evidence, type Proof } from './evidence.ts';

/** What the item spans say of quantities, held against what the packer had in hand. */
export function itemProofs(evidence: Evidence): Proof[] {
  const items = stationSpans(evidence, 'warehouse.pick_item');
  const picks = new Map(stationSpans(evidence, 'warehouse.pick').map((span) => [idOf(span), span]));
  const picked = new Map<string, number>();
  const orphans: string[] = [];
  const lots = { seen: 0, faults: [] as string[] };
  let scans = 0;
  for (const span of items) {
    const sku = textOf(span.attributes, 'product.sku');
    const what: string = `${orderOf(span)} ${sku}`;
    // Of a cancelled order nothing is packed: what was picked of it has to be put back.
    if (!cancelled.has(orderOf(span)))
      picked.set(what, (picked.get(what) ?? 0) + Number(span.attributes['pick.quantity']));
    const batch = PRODUCTS.find((product) => product.sku === sku)?.batch;
    if (batch !== undefined) {
      lots.seen += 1;
      const told = textOf(span.attributes, 'product.lot');
      if (told !== batch.lot) lots.faults.push(`${what} was of lot ${batch.lot}, its span says '${told}'`);
    }
    const parent = picks.get(idOf({ traceId: span.traceId, spanId: span.parentSpanId ?? '' }));
    if (parent === undefined || orderOf(parent) !== orderOf(span)) orphans.push(`the item ${what} is in no pick`);
    const scanLinks = span.links.filter((link) => linkStage(link) === 'scan').length;
    scans += scanLinks;
    if (scanLinks === 0 && span.attributes['pick.reversal'] !== true) orphans.push(`no scan made the item ${what}`);
  }
  const packed = new Map<string, number>(
    [...evidence.shift.log.orders].flatMap(([orderId, order]) =>
      [...order.packed].map(([sku, quantity]) => [`${orderId} ${sku}`, quantity] as const),
    ),
  );
  const differences = [...new Set([...picked.keys(), ...packed.keys(), ...ordered()])].flatMap((what) =>
    picked.get(what) === packed.get(what)
      ? []
      : [`${what}: ${picked.get(what) ?? 'none'} picked, ${packed.get(what) ?? 'none'} packed`],
  );
  const units = [...picked.values()].reduce((sum, quantity) => sum + quantity, 0);
  return [
    proof(
      'what the item spans add up to is what was packed',
      differences,
      packed.size,
      `${units} units in ${picked.size} lines`,
    ),
    proof('item spans name the lot that was picked', lots.faults, lots.seen, `${lots.seen} spans`),
    proof(
      'item spans are children of their pick, linked to scans',
      orphans,
      items.length,
      `${items.length} spans, ${scans} scans`,
    ),
  ];
}

const cancelled: ReadonlySet<string> = new Set(ORDERS.filter(isCancelled).map(({ id }) => id));

const ordered = (): string[] =>
  ORDERS.filter((order) => !isCancelled(order)).flatMap((order) =>
    wantedItems(order).map(([sku]) => `${order.id} ${sku}`),
  );
