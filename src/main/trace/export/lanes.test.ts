import { afterEach, beforeEach, expect, test } from 'vitest';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import { BATCH_SPANS } from './delivery-reader.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { endpointAt, START_MS, TestJournal } from './test-journal.ts';

let journal: TestJournal;
beforeEach(() => {
  journal = new TestJournal();
});
afterEach(() => journal.remove());

const url = 'http://s/v1/traces';
let clock = 0;

function newLanes(backlogEveryMs = 0): Lanes {
  clock = 1000;
  const lanes = createLanes({ reader: journal.reader, url, backlogEveryMs, monotonicMs: () => clock });
  lanes.begin({ setAsideUntil: 0, probe: false });
  return lanes;
}

/** Takes a turn and settles it as sent: `[first, last]` of its numbers, or how it ended. */
function take(lanes: Lanes): unknown {
  const turn = lanes.next();
  if (turn.kind !== 'batch') return turn;
  const seqs = turn.batch.rows.map(({ seq }) => seq);
  journal.store.apply({
    op: 'settle',
    lane: turn.batch.lane,
    seqs,
    oldestEndMs: START_MS,
    fate: 'sent',
    endpoint: url,
    nowMs: START_MS,
    status: 200,
    answer: '',
  });
  return [seqs[0], seqs.at(-1)];
}

/** As `drain` does: the fresh lane keeps one batch, the rest becomes backlog. */
function split(): void {
  journal.store.apply({ op: 'split', through: journal.reader.fresh().newest - BATCH_SPANS });
}

test('fresh spans first, one batch of the backlog after two of them', () => {
  journal.recordMany(2000);
  split();
  const lanes = newLanes();
  const order: unknown[] = [];
  for (let round = 0; round < 5; round += 1) {
    order.push(take(lanes));
    journal.recordMany(10, 'fresh');
  }
  expect(order).toEqual([
    [1489, 2000],
    [2001, 2010],
    [1, 512],
    [2011, 2030],
    [2031, 2040],
  ]);
  expect([take(lanes), take(lanes), take(lanes), take(lanes)]).toEqual([
    [513, 1024],
    [2041, 2050],
    [1025, 1488],
    { kind: 'empty' },
  ]);
  expect(journal.lanes()).toEqual([[2050, null]]);
});

test('the backlog is throttled, fresh spans are not', () => {
  journal.recordMany(2000);
  split();
  const lanes = newLanes(500);
  expect([take(lanes), take(lanes)]).toEqual([
    [1489, 2000],
    [1, 512],
  ]);
  expect(take(lanes)).toEqual({ kind: 'later', waitMs: 500 });
  journal.recordMany(1);
  expect(take(lanes)).toEqual([2001, 2001]);
  clock += 200;
  lanes.begin({ setAsideUntil: 0, probe: false });
  expect(take(lanes)).toEqual({ kind: 'later', waitMs: 300 });
  clock += 300;
  expect(take(lanes)).toEqual([513, 1024]);
});

test('an outage of a week makes one backlog, and a second one a second', () => {
  for (let tries = 0; tries < 5; tries += 1) {
    journal.recordMany(1000);
    split();
  }
  expect(journal.lanes()).toEqual([
    [0, 4488],
    [4488, null],
  ]);
  const lanes = newLanes();
  take(lanes);
  journal.recordMany(1000);
  split();
  expect(journal.lanes()).toEqual([
    [0, 4488],
    [5000, 5488],
    [5488, null],
  ]);
  expect(journal.delivery.counts()).toMatchObject({ waiting: 5488, sent: 512 });
});

test('spans that were given up leave no lane that never ends', () => {
  journal.recordMany(1200);
  split();
  journal.db.exec(`
    DELETE FROM journal WHERE seq > 300 AND seq <= 688;
    WITH RECURSIVE n(seq) AS (SELECT 301 UNION ALL SELECT seq + 1 FROM n WHERE seq < 688)
      INSERT INTO export_given_up SELECT seq FROM n;
    UPDATE export_given_up_total SET spans = 388`);
  expect(journal.delivery.counts()).toMatchObject({ waiting: 812, sent: 0 });
  const lanes = newLanes();
  expect([take(lanes), take(lanes), take(lanes)]).toEqual([[689, 1200], [1, 300], { kind: 'empty' }]);
  expect(journal.lanes()).toEqual([[1200, null]]);
  expect(journal.delivery.counts()).toMatchObject({ waiting: 0, sent: 812 });
  expect(journal.db.prepare('SELECT count(*) FROM export_given_up').pluck().get()).toBe(0);
});

test('order of arrival: what is journaled during a long drain does not wait for its end, and the drain goes on', async () => {
  journal.recordMany(4000, 'old');
  const arrived: string[] = [];
  const receiver = await startReceiver({
    respond(request, spans) {
      arrived.push(spans[0]?.name.split('-')[0] ?? '');
      if (request.index < 6) journal.recordMany(5, 'fresh');
      return undefined;
    },
  });
  await journal.sync(await endpointAt(receiver.url));
  await receiver.close();
  expect(receiver.duplicates).toBe(0);
  expect(receiver.spans()).toHaveLength(4030);
  // The first old one is the newest batch; each fresh one is at most two places behind the request it came with.
  expect(arrived.slice(0, 2)).toEqual(['old', 'old']);
  expect(arrived.lastIndexOf('fresh')).toBeLessThan(arrived.length - 2);
  for (let at = 2; at < 8; at += 3) expect(new Set(arrived.slice(at, at + 3))).toEqual(new Set(['fresh', 'old']));
});
