import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { estimatedDelivery } from '../../src/main/carriers/choose.ts';
import { startReceiver } from '../../src/main/demo/receiver/receiver.ts';
import { createExportHost } from '../../src/main/trace/export/export-host.ts';
import { journeyOf } from '../../src/main/trace/journey.ts';
import { lateOrders } from '../../src/main/trace/sla.ts';
import { complaints } from '../support/conservation/oracle.ts';
import { workSmallShift } from '../support/conservation/small-shift.ts';
import { WitnessedBench } from '../support/conservation/witnessed-bench.ts';
import { openBench, type Bench } from '../support/station/bench.ts';
import { FRIDAY_NOON, HOUR, SECOND } from '../support/station/hand-clock.ts';
import { one } from '../support/station/one.ts';
import { created, PACK_SCANS, PICK_SCANS } from '../support/station/samples.ts';
import { HANG_LIMIT_MS, runs, seed, seedName } from '../support/station/seed.ts';
import { journalSpans } from '../support/station/spans.ts';

const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

const setBy = (ms: number) => (bench: Bench) => bench.clock.setWall(bench.clock.now() + ms);

const HAPPENINGS: readonly [what: string, happens: (bench: Bench) => void, adjusted: boolean][] = [
  ['set forward by an hour', setBy(HOUR), true],
  ['set back by an hour', setBy(-HOUR), true],
  ['set forward by five years', setBy(5 * YEAR), true],
  ['set back by five years', setBy(-5 * YEAR), true],
  ['set back to a few seconds after the epoch', (bench) => bench.clock.setWall(5 * SECOND), true],
  ['set to the year 2200', (bench) => bench.clock.setWall(Date.UTC(2200, 0, 1)), true],
  ['drifting by half a second', setBy(500), false],
  ['asleep for a night', (bench) => bench.clock.advance(9 * HOUR), false],
  // The new boot has counted nothing that the old wall time could be held against.
  ['started anew and two days ahead', (bench) => (bench.clock.reboot(), setBy(2 * DAY)(bench)), false],
];

const tracking = (bench: Bench): string => String(bench.value('SELECT tracking_number FROM parcels'));

const STAGES: readonly [name: string, before: readonly string[], after: (bench: Bench) => readonly string[]][] = [
  ['warehouse.pick', ['PS:PICK', 'A-01-03'], () => PICK_SCANS.slice(1)],
  ['warehouse.pack', ['PS:PICK', ...PICK_SCANS, 'ORD-1'], () => PACK_SCANS],
  [
    'shipping.dispatch',
    ['PS:PICK', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS, 'PS:SHIP'],
    (of) => [tracking(of), 'PS:HANDOVER'],
  ],
];

describe.each(STAGES)('%s, with the clock', (name, before, after) => {
  test.each(HAPPENINGS)('%s', (_what, happens, adjusted) => {
    const bench = openBench();
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:w1', ...before);
    const startedMs = bench.clock.now();
    happens(bench);
    if (name === 'warehouse.pick') bench.reopen();
    bench.codes(...after(bench));
    const span = one(journalSpans(bench.db, name));
    expect(span.attributes['clock.adjusted']).toBe(adjusted ? true : undefined);
    expect(span.attributes['stage.outcome']).toBe('complete');
    // Wall times, the start as it was; an end before it is the start.
    expect(span.startMs).toBeLessThanOrEqual(startedMs);
    expect(span.endMs).toBe(Math.max(span.startMs, bench.clock.now()));
    const delivery = name === 'shipping.dispatch' ? estimatedDelivery(bench.clock.now(), 1) : undefined;
    expect(span.attributes['shipping.estimated_delivery']).toBe(delivery);
  });
});

test('a clock that was years ahead for a shift leaves reports that make sense', () => {
  const bench = openBench();
  bench.take(created('ORD-1'), created('ORD-2'));
  bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS);
  setBy(5 * YEAR)(bench);
  bench.codes('ORD-1', ...PACK_SCANS);
  setBy(-5 * YEAR)(bench);
  bench.codes('PS:SHIP');
  bench.codes(tracking(bench), 'PS:HANDOVER');
  const now = bench.clock.now();
  expect(now - FRIDAY_NOON).toBeLessThan(HOUR);
  expect(lateOrders(bench.db, 48 * HOUR, now)).toEqual([]);
  expect(lateOrders(bench.db, 48 * HOUR, now + 3 * DAY)).toMatchObject([{ order_id: 'ORD-2', open: true }]);
  const { stages, total_s: total } = journeyOf(bench.db, 'ORD-1', now) ?? { stages: [], total_s: null };
  expect(stages.map(({ stage, wait_s: wait }) => [stage, wait >= 0])).toEqual([
    ['pick', true],
    ['pack', true],
    ['ship', true],
  ]);
  expect(total).toBeLessThan(3600);
  expect(journeyOf(bench.db, 'ORD-2', now - 5 * YEAR)?.total_s).toBe(0);
});

test(
  `whatever the clock does, in every stage, nothing is lost and every receiver can read it (${seedName})`,
  async () => {
    const jump = fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      fc.integer({ min: -3 * HOUR, max: 3 * HOUR }),
      fc.integer({ min: -20 * YEAR, max: 60 * YEAR }),
    );
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(jump), async (jumps) => {
        const clockOf = ({ clock }: Bench): void => {
          const { value = 0 } = jumps.next() as { value?: number };
          clock.setWall(Math.min(Math.max(clock.now() + value, SECOND), Date.UTC(2400, 0, 1)));
          if (value % 7 === 1) clock.reboot();
        };
        const station = new WitnessedBench({}, clockOf);
        const receiver = await startReceiver();
        try {
          await workSmallShift(station);
          const { db } = station.bench;
          const host = createExportHost({ db, telemetry: { endpoint: receiver.url }, environment: {} });
          await host.sync(true);
          await host.stop();
          expect(complaints(station.witness({ arrived: { receiver, kills: 0 } }))).toEqual({});
          for (const { startNs, endNs } of receiver.spans()) expect(endNs >= startNs).toBe(true);
        } finally {
          await receiver.close();
          station.bench.remove();
        }
      }),
      { seed, numRuns: runs(50) },
    );
  },
  HANG_LIMIT_MS,
);
