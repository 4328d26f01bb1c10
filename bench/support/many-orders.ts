/*
 * A file of very many orders, quickly: a thousand go through the real intake, some of them through real work, and then
 * their rows are copied by SQL, with ids of their own in every copy. So what lies there is what the station wrote, but the
 * copies share its goods and its addresses, and not every index is as shuffled as after a year.
 */
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SCHEMA_VERSION } from '../../src/main/database/migrate.ts';
import { databaseFile } from '../../src/main/database/open.ts';
import { Worker } from './worker.ts';

export const TEMPLATE_ORDERS = 1000;
const WORKED = { picked: 50, packed: 50, dispatched: 100 };
/** Sent spans are pruned after a time: only every tenth copy still has its spans. */
const SPANS_KEPT_OF = 10;

const ORDER = `'C' || printf('%04d', @n) || '-' || order_id`;
const hex = (column: string): string => `printf('%04x', @n * 65 % 65536) || substr(${column}, 5)`;

/** What a copy has of its own in each table, by column; null: numbered anew. */
const OWN: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  orders: { order_id: ORDER },
  order_lines: { order_id: ORDER },
  order_requirements: { order_id: ORDER, event_id: `@n || '-' || event_id` },
  stages: { order_id: ORDER, trace_id: hex('trace_id'), span_id: hex('span_id') },
  picks: { order_id: ORDER },
  pick_lines: { order_id: ORDER },
  parcels: {
    order_id: ORDER,
    sscc: `printf('9%05d', @n) || substr(sscc, 7)`,
    tracking_number: `@n || 'Z' || tracking_number`,
  },
  parcel_items: { order_id: ORDER },
  print_jobs: { id: null, order_id: ORDER },
  audit: { id: null, order_id: ORDER },
  events_in: { seq: null, event_id: `@n || '-' || event_id`, order_id: ORDER },
  events_out: { seq: null, id: `@n || '-' || id`, subject: `'C' || printf('%04d', @n) || '-' || subject` },
};
const OWN_OF_SPANS: typeof OWN = {
  journal: { seq: `@n * 1000000 + seq`, trace_id: hex('trace_id'), span_id: hex('span_id') },
  journal_links: {
    seq: `@n * 1000000 + seq`,
    linked_trace_id: hex('linked_trace_id'),
    linked_span_id: hex('linked_span_id'),
  },
};

/** A folder with a thousand orders, a fifth of them worked; the caller removes it. */
export function thousandOrders(): string {
  const worker = new Worker();
  worker.takeOrders('ORD', TEMPLATE_ORDERS);
  const { picked, packed, dispatched } = WORKED;
  for (let done = 0; done < picked + packed + dispatched; done += 1) worker.work('PS:PICK');
  for (let done = 0; done < packed + dispatched; done += 1) worker.work('PS:PACK');
  for (let done = 0; done < dispatched; done += 1) worker.work('PS:SHIP');
  worker.open.db.exec('UPDATE export_lanes SET after_seq = (SELECT max(seq) FROM journal)');
  worker.open.db.pragma('wal_checkpoint(TRUNCATE)');
  worker.close();
  return worker.folder;
}

/** The folder of so many thousand orders, made at the first time and kept in the system's temporary folder. */
export function manyOrders(template: string, thousands: number, say: (progress: string) => void): string {
  const folder = join(tmpdir(), `pickspan-measure-${thousands}k-orders-schema-${SCHEMA_VERSION}`);
  if (existsSync(folder)) return folder;
  say(`making a file of ${thousands},000 orders (kept in the temporary folder for the next time)`);
  const part = `${folder}.part-${process.pid}`;
  mkdirSync(part);
  try {
    copyFileSync(databaseFile(template), databaseFile(part));
    copyFileSync(join(template, 'numbers.json'), join(part, 'numbers.json'));
    multiply(databaseFile(part), databaseFile(template), thousands);
    renameSync(part, folder);
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
  return folder;
}

function multiply(file: string, template: string, times: number): void {
  const db = new Database(file);
  // Out of WAL first: a rollback journal can be done without, and a copy that was cut short is made anew.
  db.pragma('journal_mode = DELETE');
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.pragma('cache_size = -400000');
  db.prepare('ATTACH ? AS template').run(template);
  const copies = copying(db, OWN);
  const spans = copying(db, OWN_OF_SPANS);
  db.transaction(() => {
    for (let n = 1; n < times; n += 1) {
      for (const copy of copies) copy.run({ n });
      if (n % SPANS_KEPT_OF === 0) for (const copy of spans) copy.run({ n });
    }
    db.exec('UPDATE export_lanes SET after_seq = (SELECT max(seq) FROM journal)');
    // Whoever made a million orders here has counted them by now: no station catches up with all of them at once.
    db.exec(`UPDATE subscriber_progress SET after_seq = CASE log
      WHEN 'audit' THEN (SELECT max(id) FROM audit)
      WHEN 'events_in' THEN (SELECT max(seq) FROM events_in)
      ELSE (SELECT max(seq) FROM events_out) END`);
  })();
  db.close();
}

function copying(db: Database.Database, tables: typeof OWN): Database.Statement<[{ n: number }]>[] {
  return Object.entries(tables).map(([table, own]) => {
    const columns = db.prepare<[string], string>(`SELECT name FROM pragma_table_info(?)`).pluck().all(table);
    const taken = columns.filter((column) => own[column] !== null);
    const values = taken.map((column) => own[column] ?? column);
    return db.prepare(
      `INSERT INTO main.${table} (${taken.join(', ')}) SELECT ${values.join(', ')} FROM template.${table}`,
    );
  });
}
