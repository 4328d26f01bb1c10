import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { created, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { hashPin } from '../people/pin.ts';
import { diagnose } from './diagnostics.ts';

const PERSON = 'Erika Mustermann';
const MAIL = 'erika@mustermann.example';
const STREET = 'Heidestraße 17';
const PIN = '471147';
const KEY = 'whsec_k3y-of-the-shop';
const HASH = hashPin(PIN);
const PLANTED = [PERSON, 'Mustermann', MAIL, STREET, 'Heidestra', PIN, KEY, 'k3y-of', HASH, HASH.slice(-20)];
const MARKER = [PERSON, MAIL, STREET, PIN, KEY].join(' ');

const SETTINGS = {
  station: {
    id: 'bench-7',
    name: MARKER,
    site: MARKER,
    address: { name: PERSON, company: MARKER, street1: STREET, street2: MARKER, city: MARKER, region: MARKER },
  },
  boxes: [{ code: 'S', name: MARKER }],
  carriers: { house: { name: MARKER } },
  rules: [{ carrier: 'house', service: MARKER, when: { level: [MARKER], carrier: [PERSON] } }],
  printers: [
    { kind: 'folder', name: 'erika@mustermann.example Heidestraße 17' },
    { kind: 'system', name: PERSON, queue: 'Erika_Mustermann', format: 'pdf' },
  ],
  scanners: [{ kind: 'serial', path: `/home/${PERSON}/scanner` }],
  operators: [
    { id: PERSON, name: MARKER, pin_hash: HASH },
    { id: 'w1', role: 'admin' },
  ],
  http: { token_file: join('/nowhere', PERSON) },
  amqp: { url: `amqp://mustermann:${KEY}@127.0.0.1:1/` },
  targets: [
    { name: 'erp', kind: 'webhook', url: `http://127.0.0.1:1/${PIN}?key=${KEY}`, secret: KEY, headers: { a: MARKER } },
    { name: 'out', kind: 'folder', path: MARKER },
  ],
  telemetry: { endpoint: `http://mustermann:${KEY}@127.0.0.1:1/${PIN}`, headers: { authorization: KEY } },
  network: { ca_file: `/home/${PERSON}/ca.pem`, proxy: `http://u:${KEY}@127.0.0.1:1` },
};

/** What a station is told apart by: without it there is nothing to look at. */
const OWN = `'installation', 'number_series', 'number_claims'`;

/** Writes the marker into every text of the database that takes it. @returns the columns that did. */
function plant({ db }: Bench): string[] {
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN (${OWN})`,
    )
    .all();
  return tables.flatMap(({ name: table }) =>
    db
      .prepare<[string], { name: string }>(`SELECT name FROM pragma_table_info(?) WHERE type = 'TEXT'`)
      .all(table)
      .flatMap(({ name: column }) => {
        try {
          const sql = `UPDATE "${table}" SET "${column}" = ? || hex(randomblob(4))`;
          return db.prepare(sql).run(MARKER).changes > 0 ? [`${table}.${column}`] : [];
        } catch {
          // Keys of other rows, and columns of few words: nobody's name could get there.
          return [];
        }
      }),
  );
}

it('has what support asks for, and nothing of anybody: planted everywhere, found nowhere', async () => {
  const bench = openBench(SETTINGS);
  const person = {
    name: PERSON,
    company: MARKER,
    street1: STREET,
    city: MARKER,
    phone: PIN,
    email: MAIL,
    country: 'DE',
  };
  bench.take(created('ORD-1', { ship_to: person }), created('ORD-2', { ship_to: person }), { nonsense: MARKER });
  bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS, MARKER, `PS:PIN:${PIN}`, 'ORD-2', 'A-01-03');
  const planted = plant(bench);
  expect(planted.length).toBeGreaterThan(40);
  const log = join(bench.folder, 'logs');
  mkdirSync(log, { recursive: true });
  const line = { time: '2026-01-01T00:00:00.000Z', level: 'warn', event: 'target.offline', because: `503: ${MARKER}` };
  writeFileSync(join(log, 'pickspan.log'), `${JSON.stringify(line)}\nno JSON ${MARKER}\n`);

  const examination = { folder: bench.folder, environment: { PICKSPAN_NO_KEYCHAIN: '1' }, version: '0.0.0-test' };
  const parts = await diagnose({ ...examination, running: undefined });
  const text = JSON.stringify(parts);
  expect(PLANTED.filter((each) => text.includes(each))).toEqual([]);
  // With nothing left out that support asks for.
  expect(parts.map(({ part, missing }) => [part, missing])).toEqual(
    ['about', 'doctor', 'status', 'settings', 'database', 'log'].map((part) => [part, undefined]),
  );
  const part = (name: string): unknown => parts.find((each) => each['part'] === name);
  expect(part('about')).toMatchObject({ pickspan: '0.0.0-test', variables: ['PICKSPAN_NO_KEYCHAIN'] });
  expect(part('status')).toMatchObject({
    orders: { packing: 1, ready: 1 },
    station: { roles: expect.anything() as [] },
  });
  expect(part('database')).toMatchObject({ rows: { orders: 2, parcels: 1 } });
  expect(part('settings')).toMatchObject({ set: { 'station.id': 'bench-7', 'station.name': '(text)' } });
  expect(part('log')).toMatchObject({ event: 'target.offline', because: '(text: 503)' });
  expect(part('doctor')).toMatchObject({
    findings: expect.arrayContaining([expect.objectContaining({ check: 'broker', state: 'problem' })]) as unknown,
  });
});
