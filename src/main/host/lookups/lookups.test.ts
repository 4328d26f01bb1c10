import { describe, expect, it } from 'vitest';
import { openBench } from '../../../../test/support/station/bench.ts';
import { created, PACK_SCANS, PICK_SCANS } from '../../../../test/support/station/samples.ts';
import { orderSearch, PAGE } from './order-search.ts';
import { factsReader } from './facts.ts';
import { refusals } from './refusals.ts';
import { syncState } from './sync-state.ts';

describe('the search of orders', () => {
  it('finds an order by its tote, its parcel with or without 00, and its tracking number', () => {
    const bench = openBench();
    bench.take(created('ORD-1'), created('ORD-2'));
    const { find } = orderSearch(bench.db);
    const found = (text: string): string[] => find({ text }).found.map(({ order_id }) => order_id);
    bench.codes('PS:OP:w1', 'ORD-1', 'PS:TOTE:T-77', ...PICK_SCANS);
    expect([found('t-7'), found('77')]).toEqual([['ORD-1'], []]);
    bench.codes('ORD-1', ...PACK_SCANS);
    const sscc = String(bench.value('SELECT sscc FROM parcels'));
    const tracking = String(bench.value('SELECT tracking_number FROM parcels'));
    const names = [sscc, sscc.slice(0, 10), `00${sscc}`, tracking.toLowerCase(), ` ${tracking} `];
    expect(names.map(found)).toEqual(names.map(() => ['ORD-1']));
    expect(find({ text: sscc, state: 'ready' }).found).toEqual([]);
  });

  it('goes on from the last row of a page, forwards by number and backwards by time, and leaves nothing out', () => {
    const bench = openBench();
    const ids = Array.from({ length: PAGE * 2 + 7 }, (_, n) => `ORD-${String((n * 37) % 107).padStart(3, '0')}`);
    bench.takeText(JSON.stringify(ids.map((id) => created(id))));
    const { find } = orderSearch(bench.db);
    const all = (question: { text: string; state?: string }): string[] => {
      const list: string[] = [];
      let after: number | undefined;
      for (;;) {
        const { found, more } = find({ ...question, after });
        list.push(...found.map(({ order_id }) => order_id));
        after = found.at(-1)?.row;
        if (!more) return list;
      }
    };
    expect(all({ text: '' })).toEqual(ids.toReversed());
    expect(all({ text: '', state: 'ready' })).toEqual(ids.toReversed());
    expect(all({ text: 'ord-' })).toEqual(ids.toSorted());
    expect(all({ text: 'ORD-', state: 'ready' })).toEqual(ids.toSorted());
    expect(all({ text: 'ORD-', state: 'held' })).toEqual([]);
  });

  it('says what a held order waits for', () => {
    const bench = openBench();
    bench.take(created('ORD-1', { requires: ['payment', 'inventory'] }));
    expect(orderSearch(bench.db).find({ text: '' }).found).toMatchObject([
      { state: 'held', waits_for: ['inventory', 'payment'], lines: 2, units: 3, linked: false },
    ]);
  });

  it('reads along an index, whatever is asked', () => {
    const { db } = openBench();
    const plan = (sql: string): string =>
      db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join('; ');
    for (const sql of [
      `SELECT * FROM orders WHERE state = 'held' AND rowid < 9 ORDER BY rowid DESC LIMIT 5`,
      `SELECT * FROM orders WHERE order_id >= 'A' AND order_id < 'B' ORDER BY order_id LIMIT 5`,
      `SELECT * FROM parcels WHERE sscc >= '0' AND sscc < '1' LIMIT 5`,
    ]) {
      expect(plan(sql)).toMatch(/SEARCH/);
      expect(plan(sql)).not.toMatch(/SCAN|TEMP B-TREE/);
    }
  });
});

describe('refused messages', () => {
  it('are listed newest first, a page at a time', () => {
    const bench = openBench();
    bench.takeText(Array.from({ length: PAGE + 3 }, (_, n) => `{"broken ${n}`).join('\n'));
    const list = refusals(bench.db);
    const first = list.before(undefined);
    expect({ rows: first.found.length, more: first.more, newest: first.found[0]?.row }).toEqual({
      rows: PAGE,
      more: true,
      newest: PAGE + 3,
    });
    const rest = list.before(first.found.at(-1)?.row);
    expect({ rows: rest.found.map(({ row }) => row), more: rest.more }).toEqual({ rows: [3, 2, 1], more: false });
  });
});

describe('what the screen says of sending', () => {
  it('has the age of the oldest event that waits, of a target or a subscriber, and the spans given up', () => {
    const bench = openBench({
      targets: [{ name: 'erp', kind: 'folder', path: 'erp' }],
      subscribers: [{ name: 'send_order_confirmation', kind: 'folder', path: 'mail' }],
    });
    const read = factsReader({
      db: bench.db,
      folder: bench.folder,
      settings: bench.settings,
      version: '0.0.0-test',
      endpoint: { url: undefined, problem: undefined },
      language: () => 'en',
      nowMs: () => bench.clock.now(),
    });
    expect(read().sync).toMatchObject({ events_waiting: 0, oldest_event: null, spans_given_up: 0 });
    bench.take(created('ORD-1'));
    const came = new Date(bench.clock.now()).toISOString();
    expect(read().sync).toMatchObject({ events_waiting: 1, oldest_event: came });
    bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS);
    expect(read().sync).toMatchObject({ events_waiting: 2, oldest_event: came });
    bench.db.exec(`UPDATE subscriber_progress SET after_seq = (SELECT max(seq) FROM events_in)`);
    bench.db.exec(`UPDATE export_given_up_total SET spans = 7`);
    const picked = new Date(Number(bench.value('SELECT time_ms FROM events_out'))).toISOString();
    expect(read().sync).toMatchObject({ events_waiting: 1, oldest_event: picked, spans_given_up: 7 });
    // With what still stands in its log.
    expect(read().database.bytes).toBe(
      Number(bench.value('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')),
    );
  });
});

describe('how a station stands with its endpoint', () => {
  const url = 'http://collector/v1/traces';
  const endpoint = { url, problem: undefined };
  const last = (attempts: number, because: string | null = null) => ({ endpoint: url, attempts, because });

  it.each([
    ['off', { endpoint: { url: undefined, problem: undefined }, last: last(3, 'x'), parked: 1 }],
    ['offline', { endpoint: { url: undefined, problem: 'no address' }, last: undefined, parked: 0 }],
    ['idle', { endpoint, last: undefined, parked: 0 }],
    ['idle', { endpoint, last: { ...last(0), endpoint: 'http://before/' }, parked: 0 }],
    ['online', { endpoint, last: last(0), parked: 0 }],
    ['offline', { endpoint, last: last(2, 'connect ECONNREFUSED'), parked: 0 }],
    ['offline', { endpoint, last: last(2, 'connect ECONNREFUSED'), parked: 5 }],
    ['offline', { endpoint, last: last(1, '503: busy'), parked: 0 }],
    ['parked', { endpoint, last: last(1, '401: no key'), parked: 5 }],
    ['parked', { endpoint, last: last(0), parked: 5 }],
  ] as const)('is %s', (state, situation) => expect(syncState(situation).state).toBe(state));
});
