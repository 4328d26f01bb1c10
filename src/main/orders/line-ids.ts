import type { Item, OrderLine } from './order-data.ts';

/**
 * The items, each with the id of its line. A shop need not name its lines: what it left unnamed is then known again by
 * its goods, because a line that was taken out moves all that follow it. What is none of the lines gets a number that
 * nobody has, its place in the list if that is free.
 * @param lines as they were taken, of an order under way; else none.
 */
export function withLineIds(items: readonly Item[], lines: readonly OrderLine[]): Item[] {
  const taken = new Set(items.flatMap(({ line_id: id }) => id ?? []));
  const named: Item[] = items.map((item) => {
    if (item.line_id) return item;
    const free = lines.filter((line) => !taken.has(line.lineId) && isOfGoods(item, line));
    // Two lines of the same goods: one that can have become this one.
    const line = free.find(({ quantity }) => quantity >= item.quantity) ?? free[0];
    if (line === undefined) return item;
    taken.add(line.lineId);
    return { ...item, line_id: line.lineId };
  });
  return named.map((item, index) => {
    if (item.line_id) return item;
    let number = index + 1;
    while (taken.has(String(number))) number += 1;
    taken.add(String(number));
    return { ...item, line_id: String(number) };
  });
}

/** Whether an item may be this line, by all that it says of itself; one that names no goods is known by its place. */
function isOfGoods({ product_id: product, sku, bin_location: bin }: Item, line: OrderLine): boolean {
  if (!product && !sku) return false;
  return (!product || product === line.productId) && (!sku || sku === line.sku) && (!bin || bin === line.bin);
}
