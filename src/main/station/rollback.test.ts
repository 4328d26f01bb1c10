import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { one } from '../../../test/support/station/one.ts';
import { created, event, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { journalSpans } from '../../../test/support/station/spans.ts';
import { tableContents } from '../../../test/support/station/tables.ts';

const before = (scans: readonly string[]): string[] => scans.slice(0, -1);
const fail = (table: string): string =>
  `CREATE TEMP TRIGGER fault BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'the disk said no'); END`;

const JOURNEY: [string, string, string[], string, string][] = [
  ['the event of a pick', 'events_out', before(PICK_SCANS), 'TEA-GREEN', 'warehouse.pick'],
  ['the journal of a pick', 'journal', before(PICK_SCANS), 'TEA-GREEN', 'warehouse.pick'],
  ['a closed line', 'journal_links', ['A-01-03', 'MUG-BLUE'], 'MUG-BLUE', 'warehouse.pick_item'],
  [
    'the event of a packed order',
    'events_out',
    [...PICK_SCANS, 'ORD-1', ...before(PACK_SCANS)],
    'PS:DONE',
    'warehouse.pack',
  ],
  ['the paper of a parcel', 'print_jobs', [...PICK_SCANS, 'ORD-1', ...before(PACK_SCANS)], 'PS:DONE', 'warehouse.pack'],
];

describe('a step whose transaction fails at its last write', () => {
  it.each(JOURNEY)(
    '%s: leaves every table as it was, and is taken when it comes again',
    (_name, table, scans, last, span) => {
      const bench = openBench();
      bench.take(created('ORD-1'));
      bench.codes('PS:OP:w1', 'PS:PICK', ...scans);
      const state = tableContents(bench.db);
      const { view } = bench;
      // A scan that brings a context makes a link of its line's span.
      const input = { scan: last, id: 'input-1', traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };

      bench.db.exec(fail(table));
      expect(() => bench.input(input)).toThrow('the disk said no');
      expect(tableContents(bench.db)).toEqual(state);
      expect(bench.view).toEqual(view);
      expect(bench.db.inTransaction).toBe(false);

      bench.db.exec('DROP TRIGGER fault');
      expect(bench.input(input)).toMatchObject({ ok: true });
      expect(one(journalSpans(bench.db, span)).attributes['order.id']).toBe('ORD-1');
      expect(tableContents(bench.db)).not.toEqual(state);
    },
  );

  it('a number that was taken is burnt, never given twice', () => {
    const bench = openBench();
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS, 'ORD-1', ...before(PACK_SCANS));
    const highest = (): unknown => bench.value(`SELECT highest FROM number_series WHERE kind LIKE 'sscc %'`);
    expect(highest()).toBeUndefined();
    bench.db.exec(fail('events_out'));
    expect(() => bench.scan('PS:DONE')).toThrow('the disk said no');
    expect(highest()).toBeUndefined();
    bench.db.exec('DROP TRIGGER fault');
    expect(bench.scan('PS:DONE').code).toBe('pack.done');
    expect(highest()).toBe(bench.settings.sscc.from + 1);
  });

  it('a full disk is answered, not thrown', () => {
    const bench = openBench();
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:w1', 'PS:PICK', 'A-01-03');
    const state = tableContents(bench.db);
    const pages = Number(bench.db.pragma('page_count', { simple: true }));
    bench.db.pragma(`max_page_count = ${pages}`);
    const long = 'X'.repeat(300);
    let answer = bench.scan(long);
    for (let tries = 0; answer.code !== 'station.full' && tries < 500; tries += 1) answer = bench.scan(long);
    expect(answer).toMatchObject({ ok: false, code: 'station.full', sound: 'error', view: { kind: 'pick' } });
    bench.db.pragma('max_page_count = 1000000');
    expect({ ...tableContents(bench.db), audit: [] }).toEqual({ ...state, audit: [] });
    expect(bench.scan('MUG-BLUE').code).toBe('pick.item.ok');
  });
});

describe('a batch whose transaction fails', () => {
  it('leaves nothing behind, and is taken when it comes again', () => {
    const bench = openBench();
    const batch = JSON.stringify([created('ORD-1'), event('payment.confirmed', { order_id: 'ORD-1' })]);
    const state = tableContents(bench.db);
    bench.db.exec(fail('events_in'));
    expect(() => bench.takeText(batch)).toThrow('the disk said no');
    expect(tableContents(bench.db)).toEqual(state);
    bench.db.exec('DROP TRIGGER fault');
    expect(bench.takeText(batch).map(({ result }) => result)).toEqual(['accepted', 'accepted']);
    expect(journalSpans(bench.db)).toHaveLength(3);
  });
});
