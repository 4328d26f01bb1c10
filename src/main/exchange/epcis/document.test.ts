import * as fc from 'fast-check';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { epcisFaults } from '../../../../test/support/epcis-schema.ts';
import { openBench } from '../../../../test/support/station/bench.ts';
import { dispatcherOf } from '../../../../test/support/station/dispatcher.ts';
import {
  created,
  event,
  MUG,
  MUG_GTIN,
  PACK_SCANS,
  PICK_SCANS,
  TEA,
  TEA_GTIN,
} from '../../../../test/support/station/samples.ts';
import { runs, seed, seedName } from '../../../../test/support/station/seed.ts';
import { deliveryStore } from '../targets/delivery-store.ts';
import { epcisDocument, type EpcisDocument } from './document.ts';
import type { EpcisEvent } from './epcis-event.ts';
import type { OrderNews } from './order-news.ts';

const BASE = 'https://id.shop.example/414/9521234000013/254/';
const RUNS = runs(3000);

/** A station that drops EPCIS documents into a folder, and what lies there. */
function stationWithFolder() {
  const bench = openBench({
    station: { id: 'bench-7' },
    epcis: { location_base: BASE },
    targets: [{ name: 'epcis', kind: 'folder', path: 'epcis', format: 'epcis' }],
  });
  const { folder, db } = bench;
  mkdirSync(join(folder, 'epcis'));
  const dispatcher = dispatcherOf(bench, deliveryStore(db));
  return {
    bench,
    documents: async (): Promise<EpcisDocument[]> => {
      const [sync] = await dispatcher.sync(false);
      expect([sync?.waiting, sync?.state.because]).toEqual([0, null]);
      return readdirSync(join(folder, 'epcis'))
        .toSorted()
        .map((name) => JSON.parse(readFileSync(join(folder, 'epcis', name), 'utf8')) as EpcisDocument);
    },
  };
}

const eventsOf = (documents: readonly EpcisDocument[]): EpcisEvent[] =>
  documents.flatMap(({ epcisBody }) => epcisBody.eventList);

test('a day at the station in the words of EPCIS: picked by bin, packed into its SSCC, shipped', async () => {
  const { bench, documents } = stationWithFolder();
  const lamp = { ...TEA, line_id: '2', lot_required: true };
  const radio = { line_id: '3', sku: 'RADIO 5', quantity: 1, bin_location: 'C 01/02', serial_required: true };
  bench.take(created('ORD 1', { items: [MUG, lamp, radio] }));
  bench.codes('PS:OP:w1', 'ORD 1', 'A-01-03', MUG_GTIN, MUG_GTIN, 'B-02-01', TEA_GTIN, 'PS:LOT:L/7');
  bench.codes('C 01/02', 'RADIO 5', 'PS:SERIAL:S1');
  bench.codes('ORD 1', MUG_GTIN, MUG_GTIN, TEA_GTIN, 'RADIO 5', 'PS:WEIGHT:1500', 'PS:DONE');
  const sscc = String(bench.value('SELECT sscc FROM parcels'));
  bench.codes(sscc, String(bench.value('SELECT tracking_number FROM parcels')), 'PS:HANDOVER');
  expect(bench.stateOf('ORD 1')).toBe('dispatched');

  const all = await documents();
  expect(all.map(epcisFaults)).toEqual([[], [], []]);
  const events = eventsOf(all);
  const transaction = [{ type: 'po', bizTransaction: 'urn:pickspan:order:ORD%201' }];
  const picking = { type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'picking', bizTransactionList: transaction };
  const mugs = { epcClass: `https://id.gs1.org/01/${MUG_GTIN}`, quantity: 2 };
  const teas = { epcClass: `https://id.gs1.org/01/${TEA_GTIN}/10/L%2F7`, quantity: 1 };
  const serial = 'urn:pickspan:goods:RADIO%205:serial:S1';
  expect(events).toMatchObject([
    { ...picking, quantityList: [mugs], readPoint: { id: `${BASE}A-01-03` }, bizLocation: { id: `${BASE}A` } },
    { ...picking, quantityList: [teas], readPoint: { id: `${BASE}B-02-01` } },
    { ...picking, epcList: [serial], readPoint: { id: `${BASE}C%2001%2F02` } },
    {
      type: 'AggregationEvent',
      action: 'ADD',
      bizStep: 'packing',
      parentID: `https://id.gs1.org/00/${sscc}`,
      childEPCs: [serial],
      childQuantityList: [mugs, teas],
      readPoint: { id: `${BASE}bench-7` },
    },
    {
      type: 'ObjectEvent',
      bizStep: 'shipping',
      disposition: 'in_transit',
      epcList: [`https://id.gs1.org/00/${sscc}`],
      bizTransactionList: transaction,
    },
  ]);
  const stages = bench.rows<{ traceparent: string }>(
    `SELECT '00-' || trace_id || '-' || span_id || '-01' AS traceparent FROM stages WHERE origin = 'station'`,
  );
  expect([...new Set(events.map((each) => each['pickspan:traceparent']))].toSorted()).toEqual(
    stages.map(({ traceparent }) => traceparent).toSorted(),
  );
});

test('what is cancelled is declared an error, event by event; what never was told is not', async () => {
  const { bench, documents } = stationWithFolder();
  bench.take(created('ORD-1'), created('ORD-2'));
  bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
  bench.codes('ORD-2', 'A-01-03', MUG_GTIN);
  bench.clock.advance(60_000);
  for (const id of ['ORD-1', 'ORD-2']) bench.take(event('order.cancelled', { order_id: id }));
  const all = await documents();
  expect(all.map(epcisFaults)).toEqual([[], [], []]);
  const events = eventsOf(all);
  const [told, declared] = [events.slice(0, 3), events.slice(3)];
  const { time_ms: atMs } = bench.rows<{ time_ms: number }>(
    `SELECT time_ms FROM events_out WHERE type LIKE '%cancelled' LIMIT 1`,
  )[0] ?? { time_ms: 0 };
  const errorDeclaration = { declarationTime: new Date(atMs).toISOString(), reason: 'did_not_occur' };
  expect(declared).toEqual(told.map((each) => ({ ...each, errorDeclaration })));
});

test('a short order that waits is told of as picked; let go it is the same events again', async () => {
  const { bench, documents } = stationWithFolder();
  bench.take(created('ORD-1'));
  bench.codes('PS:OP:w1', 'ORD-1', 'A-01-03', MUG_GTIN, MUG_GTIN, 'B-02-01', 'PS:SHORT:missing');
  const [picked, ...more] = eventsOf(await documents());
  expect(more).toEqual([]);
  expect(picked).toMatchObject({ bizStep: 'picking', quantityList: [{ quantity: 2 }] });
});

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));
const hex = (count: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${count}}$`));
const units = fc.record(
  { quantity: fc.integer({ min: 0, max: 1000 }), lot: fc.option(text), serial: fc.option(text), bin: text },
  { requiredKeys: ['quantity', 'lot', 'serial'] },
);
const line = fc.record(
  { line_id: text, sku: text, gtin: digits(14), bin_location: text, zone: text },
  { requiredKeys: ['line_id', 'sku', 'bin_location'] },
);
const news = fc
  .tuple(
    text,
    fc.uniqueArray(line, { selector: ({ line_id: id }) => id, maxLength: 5 }),
    fc.uniqueArray(digits(18), { maxLength: 3 }),
    fc.array(units, { maxLength: 4 }),
    fc.tuple(hex(32), hex(16)),
    fc.constantFrom('complete' as const, 'short' as const, 'cancelled' as const, undefined),
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(8e12) }),
  )
  .map(([orderId, items, ssccs, moved, [traceId, spanId], outcome, end]): OrderNews => ({
    order_id: orderId,
    order: { items },
    stages: (['pick', 'pack', 'ship'] as const).map((stage) => ({
      stage,
      trace_id: traceId,
      span_id: spanId,
      end_time: end.toISOString(),
      station_id: 'bench-7',
      ...(outcome === undefined ? {} : { outcome }),
    })),
    picked: items.map(({ line_id: lineId }) => ({ line_id: lineId, units: moved })),
    parcels: ssccs.map((sscc, index) => ({
      number: index + 1,
      sscc,
      items: items.map(({ line_id: lineId }) => ({ line_id: lineId, quantity: 3 })),
    })),
    goes_on: false,
  }));

test(`whatever an order holds, its documents are valid, and the same each time (${seedName})`, () => {
  let documents = 0;
  fc.assert(
    fc.property(news, fc.constantFrom('picked', 'packed', 'dispatched', 'short', 'cancelled'), (data, what) => {
      const told = { type: `pickspan.order.${what}`, time: '2026-11-20T12:00:00.000Z', data };
      const document = epcisDocument(told, BASE);
      if (document === undefined) return;
      documents += 1;
      const written = JSON.parse(JSON.stringify(document)) as unknown;
      expect(epcisFaults(written)).toEqual([]);
      expect(epcisDocument(told, BASE)).toEqual(document);
      const ids = document.epcisBody.eventList.map(({ eventID }) => eventID);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: RUNS, seed },
  );
  expect(documents).toBeGreaterThan(RUNS / 10);
});

test('the schema knows a wrong document', () => {
  expect(epcisFaults({ type: 'EPCISDocument' })).not.toEqual([]);
});
