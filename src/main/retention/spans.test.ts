import { describe, expect, it, onTestFinished } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { journeyOf } from '../trace/journey.ts';
import { lateOrders } from '../trace/sla.ts';
import { TestJournal } from '../trace/export/test-journal.ts';
import { screenSpans } from './screen-spans.ts';
import { sentSpans, settledRanges } from './sent-spans.ts';
import { DAY, dispatchOrder, passDays, settleAll } from './test-retention.ts';

function openJournal(): TestJournal {
  const journal = new TestJournal();
  onTestFinished(() => journal.remove());
  return journal;
}

const seqs = ({ db }: TestJournal): unknown[] => db.prepare('SELECT seq FROM journal ORDER BY seq').pluck().all();

describe('spans that were sent', () => {
  it('lie before, between and behind what waits', () => {
    expect(settledRanges([{ after_seq: 0, through_seq: null }])).toEqual([]);
    expect(
      settledRanges([
        { after_seq: 90, through_seq: null },
        { after_seq: 10, through_seq: 40 },
        { after_seq: 40, through_seq: 50 },
      ]),
    ).toEqual([
      { after: 0, through: 10 },
      { after: 50, through: 90 },
    ]);
  });

  it('go after their time; what waits, is parked or refused stays, and the newest of all', () => {
    const journal = openJournal();
    journal.recordMany(1000);
    journal.db.exec(`
      UPDATE export_lanes SET after_seq = 1000 WHERE through_seq IS NULL;
      INSERT INTO export_lanes (after_seq, through_seq) VALUES (300, 500);
      INSERT INTO export_set_aside VALUES (7, 'parked', 'here', 'why', 0), (800, 'refused', 'here', 'why', 0)`);
    const before = journal.delivery.counts();
    const prune = sentSpans(journal.db);
    for (const step of prune(journal.nowMs - 1000)) expect(step).toBeUndefined();
    expect(seqs(journal)).toHaveLength(1000);
    for (const step of prune(journal.nowMs)) expect(step).toBeUndefined();
    expect(seqs(journal)).toEqual([7, ...Array.from({ length: 200 }, (_, index) => 301 + index), 800, 1000]);
    expect(journal.delivery.counts()).toEqual(before);
    expect(journal.db.pragma('foreign_key_check')).toEqual([]);
    journal.record({ name: 'next' });
    expect(seqs(journal).at(-1)).toBe(1001);
  });

  it('take their links along, and reports keep what they tell', async () => {
    const bench = openBench();
    await dispatchOrder(bench, 'ORD-1', { placed_at: '2026-11-01T09:00:00Z' });
    const journey = journeyOf(bench.db, 'ORD-1', bench.clock.now());
    settleAll(bench);
    passDays(bench, 31);
    expect(bench.value('SELECT count(*) FROM journal')).toBe(1);
    expect(bench.value('SELECT count(*) FROM journal_links WHERE seq NOT IN (SELECT seq FROM journal)')).toBe(0);
    expect(journeyOf(bench.db, 'ORD-1', bench.clock.now())).toEqual(journey);
    expect(journey?.stages.map(({ stage }) => stage)).toEqual(['pick', 'pack', 'ship']);
    expect(lateOrders(bench.db, 2 * DAY, bench.clock.now())).toMatchObject([{ order_id: 'ORD-1', open: false }]);
    expect(bench.value(`SELECT count(*) FROM spans WHERE origin = 'station'`)).toBe(1);
  });

  it('that were never sent stay, whatever their age', async () => {
    const bench = openBench();
    await dispatchOrder(bench, 'ORD-1');
    const count = bench.value('SELECT count(*) FROM journal');
    passDays(bench, 100);
    expect(bench.value('SELECT count(*) FROM journal')).toBe(count);
  });
});

describe('spans of the screen', () => {
  it('beyond the limit are given up, the oldest first, and counted; domain spans never', () => {
    const journal = openJournal();
    for (let round = 0; round < 30; round += 1) {
      journal.record({ name: 'station.scan' }, { name: 'warehouse.pick_item' }, { name: 'ui.error' });
    }
    journal.db.exec(`
      UPDATE export_lanes SET after_seq = 30 WHERE through_seq IS NULL;
      INSERT INTO export_lanes (after_seq, through_seq) VALUES (15, 21);
      INSERT INTO export_set_aside VALUES (1, 'parked', 'here', 'why', 0), (4, 'refused', 'here', 'why', 0)`);
    // Waiting: 45 to 45 seqs of which two in three are the screen's; one more is parked.
    const before = journal.delivery.counts();
    const giveUp = screenSpans(journal.db);
    for (const step of giveUp(45)) expect(step).toBeUndefined();
    expect(journal.delivery.counts()).toEqual(before);
    for (const step of giveUp(40)) expect(step).toBeUndefined();
    const after = journal.delivery.counts();
    // 1 was parked; 16, 18, 19, 21 were of the backlog.
    expect(after).toEqual({
      ...before,
      given_up: 5,
      parked: 0,
      waiting: before.waiting - 4,
      oldest_waiting_ms: after.oldest_waiting_ms,
    });
    const left = new Set(seqs(journal));
    expect([1, 16, 18, 19, 21].filter((seq) => left.has(seq))).toEqual([]);
    expect(left.size).toBe(85);
    expect(journal.db.prepare(`SELECT count(*) FROM journal WHERE name = 'warehouse.pick_item'`).pluck().get()).toBe(
      30,
    );
    for (const step of giveUp(0)) expect(step).toBeUndefined();
    // The newest of the journal is one of them, and stays.
    expect(seqs(journal).at(-1)).toBe(90);
    expect(journal.delivery.counts()).toMatchObject({ given_up: 5 + 39, waiting: 1 + 2 + 20, refused: 1 });
    expect(journal.db.pragma('foreign_key_check')).toEqual([]);
  });

  it('are given up in many steps, and what is left drains', () => {
    const journal = openJournal();
    journal.record(...Array.from({ length: 3000 }, () => ({ name: 'station.scan' })));
    let steps = 0;
    for (const step of screenSpans(journal.db)(1000)) steps += step === undefined ? 1 : 0;
    expect(steps).toBe(21);
    journal.store.apply({
      op: 'settle',
      lane: journal.reader.fresh().id,
      seqs: journal.reader.nextFresh().rows.map(({ seq }) => seq),
      oldestEndMs: 0,
      fate: 'sent',
      endpoint: 'here',
      nowMs: 0,
      status: 200,
      answer: '',
    });
    expect(journal.delivery.counts()).toMatchObject({ given_up: 2000, sent: 512, waiting: 488 });
  });
});
