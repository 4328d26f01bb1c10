import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { created, MUG, MUG_GTIN, TEA, TEA_GTIN } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';

/* What the span of a line tells of the work on it: wrong scans and what was taken back, each once. */

function bench(...scans: readonly string[]): Bench {
  const of = openBench();
  of.take(created('ORD-1', { items: [{ ...MUG, quantity: 2 }, TEA] }));
  of.codes('PS:OP:w1', 'ORD-1', 'A-01-03', ...scans);
  return of;
}

/** The spans of the mugs' line in their order, each as its quantity and its events. */
const told = (of: Bench) =>
  journalSpans(of.db, 'warehouse.pick_item')
    .filter(({ attributes }) => attributes['product.sku'] === MUG.sku)
    .map(({ attributes, events }) => [
      attributes['pick.quantity'],
      ...events.map(({ name, attributes: { 'undo.code': undone } }) => [
        name,
        ...(undone === undefined ? [] : [undone]),
      ]),
    ]);

describe('the span of a line', () => {
  it('tells a unit that was taken back, and the wrong scans before it', () => {
    const of = bench(TEA_GTIN, MUG_GTIN, 'PS:UNDO', 'A-01-03', MUG_GTIN, MUG_GTIN);
    expect(told(of)).toEqual([[2, ['pick.item.wrong'], ['undo.ok', 'pick.item.ok']]]);
  });

  it('that was closed twice tells each thing once', () => {
    const of = bench(TEA_GTIN, MUG_GTIN, MUG_GTIN, 'PS:UNDO', TEA_GTIN, 'PS:UNDO', 'PS:SHORT:damaged');
    expect(told(of)).toEqual([
      [2, ['pick.item.wrong']],
      [-2],
      [0, ['undo.ok', 'pick.line.done'], ['pick.item.wrong'], ['undo.ok', 'pick.item.ok'], ['pick.line.short']],
    ]);
  });
});
