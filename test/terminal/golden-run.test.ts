import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { orderState, rows, span, spanEvents, spans, type Span } from '../support/database.ts';
import { playGoldenRun, type GoldenRun } from './golden-run.ts';
import { checkoutOf, GTIN } from '../support/orders.ts';

/* The golden run of docs/interfaces.md, line by line; then what it left in the data folder. */

let run: GoldenRun;

beforeAll(async () => {
  run = await playGoldenRun();
});

const linkTo = (of: Span, stage: string): Record<string, unknown> => ({
  linked_trace_id: of.trace_id,
  linked_span_id: of.span_id,
  attributes: { 'link.stage': stage, 'order.id': 'ORD-1' },
});

const checkout = checkoutOf('ORD-1');
const linkToCheckout = {
  linked_trace_id: checkout.traceId,
  linked_span_id: checkout.spanId,
  attributes: { 'link.stage': 'checkout', 'link.type': 'follows_from', 'order.id': 'ORD-1' },
};
const ofAll = { 'order.id': 'ORD-1', 'operator.id': 'w1', 'station.id': 'bench-1' };

describe('the golden run, scan by scan', () => {
  it('is ready with the pid of its own process and asks for a badge', () => {
    expect(run.ready).toMatchObject({ ready: true, pid: run.pid, view: { kind: 'signin', expect: ['badge'] } });
    expect(run.ready.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  it.each([
    ['signin', 0, { ok: true, code: 'signin.ok', view: { kind: 'home', operator: 'w1' } }],
    [
      'PS:PICK',
      1,
      {
        ok: true,
        code: 'pick.opened',
        view: { kind: 'pick', order_id: 'ORD-1', expect: ['bin'], line: { bin: 'A-01-03', done: 0, quantity: 2 } },
      },
    ],
    ['item before its bin', 2, { ok: false, code: 'pick.bin.first', sound: 'error', view: { expect: ['bin'] } }],
    ['another bin', 3, { ok: false, code: 'pick.bin.wrong', sound: 'error', view: { expect: ['bin'] } }],
    ['the bin', 4, { ok: true, code: 'pick.bin.ok', view: { expect: ['item'], line: { bin: 'A-01-03' } } }],
    ['one mug', 5, { ok: true, code: 'pick.item.ok', view: { line: { done: 1 }, progress: { done: 1, total: 3 } } }],
    ['PS:QTY:2', 6, { ok: true, code: 'pick.line.done', sound: 'done', view: { line: { bin: 'B-02-01', done: 0 } } }],
    ['the second bin', 7, { ok: true, code: 'pick.bin.ok', view: { expect: ['item'] } }],
    ['the tea', 8, { ok: true, code: 'pick.done', sound: 'done', view: { kind: 'home' } }],
    ['the order id', 9, { ok: true, code: 'pack.opened', view: { kind: 'pack', expect: ['item', 'box'] } }],
    ['a mug packed', 10, { ok: true, code: 'pack.item.ok', view: { progress: { done: 1, total: 3 } } }],
    ['another', 11, { ok: true, code: 'pack.item.ok', view: { progress: { done: 2, total: 3 } } }],
    ['the tea packed', 12, { ok: true, code: 'pack.item.ok', view: { expect: ['weight'] } }],
    ['PS:WEIGHT:1300', 13, { ok: true, code: 'pack.weight.ok', view: { kind: 'pack', expect: ['command'] } }],
    ['PS:DONE', 14, { ok: true, code: 'pack.done', sound: 'done', view: { kind: 'pack', order_id: 'ORD-1' } }],
    ['the SSCC', 15, { ok: true, code: 'ship.opened', view: { kind: 'ship', expect: ['label'] } }],
    ['the tracking number', 16, { ok: true, code: 'ship.label.ok', view: { expect: ['command'] } }],
    ['PS:HANDOVER', 17, { ok: true, code: 'ship.handover.ok', sound: 'done', view: { kind: 'home' } }],
  ])('%s', (_, place, expected) => {
    expect(run.answers[place]).toMatchObject(expected);
  });

  it('names the line in full', () => {
    expect(run.answers[1]?.view).toMatchObject({
      line: { line_id: '1', sku: 'MUG', gtin: `0${GTIN.mug}`, name: 'Mug', bin: 'A-01-03', quantity: 2, done: 0 },
    });
  });

  it('numbers the parcel with 18 digits and a tracking number of its carrier', () => {
    expect(run.parcel).toMatchObject({ number: 1, carrier: 'house', weight_g: 1300, state: 'closed' });
    expect(run.parcel.sscc).toMatch(/^0952\d{14}$/);
    expect(run.parcel.tracking_number).toMatch(/^HL\d{14}$/);
  });

  it('ends with the input and exits 0', () => {
    expect(run.exit).toBe(0);
    expect(orderState(run.folder, 'ORD-1')).toBe('dispatched');
  });
});

describe('the spans of the golden run', () => {
  it('has one warehouse.pick, a root that links to the checkout', () => {
    expect(span(run.folder, 'warehouse.pick')).toMatchObject({
      kind: 'INTERNAL',
      parent_span_id: null,
      origin: 'station',
      links: [linkToCheckout],
    });
    expect(span(run.folder, 'warehouse.pick').attributes).toEqual({
      ...ofAll,
      'warehouse.zone': 'A+B',
      'pick.line_count': 2,
      'pick.short_count': 0,
      'stage.outcome': 'complete',
    });
  });

  it('has a child of it for each line, with the wrong scans as its events', () => {
    const pick = span(run.folder, 'warehouse.pick');
    const items = spans(run.folder, 'warehouse.pick_item');
    expect(items.map(({ parent_span_id: parent, trace_id: trace }) => [trace, parent])).toEqual([
      [pick.trace_id, pick.span_id],
      [pick.trace_id, pick.span_id],
    ]);
    expect(items.map(({ attributes }) => attributes)).toEqual([
      itemAttributes('p-mug', 'MUG', 'A-01-03', 2),
      itemAttributes('p-tea', 'TEA', 'B-02-01', 1),
    ]);
    expect(spanEvents(run.folder, 'warehouse.pick_item')).toEqual(['pick.bin.first', 'pick.bin.wrong']);
  });

  it('has one warehouse.pack that links to checkout and pick', () => {
    const pack = span(run.folder, 'warehouse.pack');
    expect(pack).toMatchObject({ kind: 'INTERNAL', parent_span_id: null });
    expect(pack.links).toEqual([linkToCheckout, linkTo(span(run.folder, 'warehouse.pick'), 'pick')]);
    expect(pack.attributes).toMatchObject({
      ...ofAll,
      'pack.box_size': 'S',
      'pack.weight_kg': 1.3,
      'pack.weight_source': 'typed',
      'pack.item_count': 3,
      'pack.parcel_count': 1,
    });
  });

  it('has one shipping.dispatch that links to checkout, pick and pack', () => {
    const dispatch = span(run.folder, 'shipping.dispatch');
    expect(dispatch).toMatchObject({ kind: 'INTERNAL', parent_span_id: null });
    expect(dispatch.links).toEqual([
      linkToCheckout,
      linkTo(span(run.folder, 'warehouse.pick'), 'pick'),
      linkTo(span(run.folder, 'warehouse.pack'), 'pack'),
    ]);
    expect(dispatch.attributes).toMatchObject({
      ...ofAll,
      'shipping.carrier': 'house',
      'shipping.tracking_number': run.parcel.tracking_number,
    });
    expect(dispatch.attributes['shipping.estimated_delivery']).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('shows the checkout as a row of its own, so that links resolve', () => {
    expect(span(run.folder, 'checkout.complete')).toMatchObject({
      trace_id: checkout.traceId,
      span_id: checkout.spanId,
      origin: 'upstream',
      start_time: '2026-01-02T03:04:05.000Z',
    });
  });

  it('has a print span for slip and label, children of the pack that asked', () => {
    const pack = span(run.folder, 'warehouse.pack');
    for (const document of ['slip', 'label']) {
      const printed = spans(run.folder, `print ${document}`).find(
        ({ parent_span_id: parent }) => parent === pack.span_id,
      );
      expect(printed).toMatchObject({
        kind: 'CLIENT',
        trace_id: pack.trace_id,
        parent_span_id: pack.span_id,
        attributes: { 'print.document': document, 'print.copies': 1, 'order.id': 'ORD-1' },
      });
    }
  });
});

describe('paper of the golden run', () => {
  it('was asked for once each', () => {
    const jobs = rows(run.folder, `SELECT document, order_id, parcel, state FROM print_jobs ORDER BY id`);
    expect(jobs).toEqual([
      { document: 'tote_label', order_id: 'ORD-1', parcel: null, state: 'confirmed' },
      { document: 'slip', order_id: 'ORD-1', parcel: 1, state: 'confirmed' },
      { document: 'label', order_id: 'ORD-1', parcel: 1, state: 'confirmed' },
    ]);
  });

  it('lies in the prints folder, byte for byte as it is stored', () => {
    const prints = join(run.folder, 'prints');
    expect(readdirSync(prints).toSorted()).toEqual([
      '000001-tote_label.png',
      '000001-tote_label.zpl',
      '000002-slip.pdf',
      '000003-label.png',
      '000003-label.zpl',
    ]);
    expect(readFileSync(join(prints, '000002-slip.pdf'), 'latin1')).toMatch(/^%PDF-/);
    const label = readFileSync(join(prints, '000003-label.zpl'), 'latin1');
    expect(label).toMatch(/^\^XA.*\^XZ\s*$/s);
    const [stored] = rows<{ sha256: string }>(run.folder, `SELECT sha256 FROM print_jobs WHERE document = 'label'`);
    expect(createHash('sha256').update(label, 'latin1').digest('hex')).toBe(stored?.sha256);
  });
});

function itemAttributes(id: string, sku: string, bin: string, quantity: number): Record<string, unknown> {
  return {
    ...ofAll,
    'product.id': id,
    'product.sku': sku,
    'warehouse.bin': bin,
    'pick.quantity': quantity,
    'pick.quantity_requested': quantity,
  };
}
