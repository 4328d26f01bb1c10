import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { created, event, orderData, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { eventSchemas } from './event-schemas.ts';

const schemas = eventSchemas();
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });

/** What is wrong with the data by the schema in a file; empty when nothing is. */
function faults(file: string, data: unknown): unknown[] {
  const validate = ajv.compile(schemas[file] ?? false);
  return validate(data) ? [] : (validate.errors ?? []);
}

/** After a change of a schema: `npx vitest run src/main/orders/event-schemas.test.ts --update`, and read what changed. */
test.for(Object.entries(schemas))('docs/schemas/%s is what the code reads and writes by', async ([file, schema]) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`../../../docs/schemas/${file}`);
});

test('what the station tells is what its schemas say, and what it takes too', () => {
  const bench = openBench();
  bench.take(created('ORD-1', { ship_to: { name: 'Ada', country: 'DE' } }));
  bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
  const sscc = String(bench.value('SELECT sscc FROM parcels'));
  bench.codes(sscc);
  bench.codes(String(bench.value('SELECT tracking_number FROM parcels')), 'PS:HANDOVER');
  bench.take(created('ORD-2'), event('order.cancelled', { order_id: 'ORD-2', reason: 'customer' }));
  bench.take(created('ORD-3'));
  bench.codes('ORD-3', 'PS:SHORT:missing', 'B-02-01', PICK_SCANS[4]);
  const told = bench.rows<{ type: string; data: string }>('SELECT type, data FROM events_out ORDER BY seq');
  expect(new Set(told.map(({ type }) => type)).size).toBe(5);
  for (const { type, data } of told)
    expect(faults(`out/${type.replace('pickspan.', '')}.json`, JSON.parse(data))).toEqual([]);
  expect(faults('in/order.created.json', orderData('ORD-1'))).toEqual([]);
  expect(faults('in/order.created.json', orderData('ORD-1', { items: [{ quantity: 0 }] }))).not.toEqual([]);
});
