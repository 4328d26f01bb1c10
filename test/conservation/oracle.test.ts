import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startReceiver } from '../../src/main/demo/receiver/receiver.ts';
import type { Receiver } from '../../src/main/demo/receiver/receiver-types.ts';
import { createExportHost } from '../../src/main/trace/export/export-host.ts';
import { FAULTS, INVARIANT } from '../support/conservation/faults.ts';
import { complaints } from '../support/conservation/oracle.ts';
import { workSmallShift } from '../support/conservation/small-shift.ts';
import { mayMove } from '../support/conservation/state-machine.ts';
import type { Arrived, Witness } from '../support/conservation/witness.ts';
import { WitnessedBench } from '../support/conservation/witnessed-bench.ts';

let station: WitnessedBench;
let receiver: Receiver;
beforeAll(async () => {
  station = new WitnessedBench();
  await workSmallShift(station);
  receiver = await startReceiver();
  const telemetry = { endpoint: receiver.url };
  const host = createExportHost({ db: station.bench.db, telemetry, environment: {} });
  await host.sync(true);
  await host.stop();
});
afterAll(async () => {
  station.bench.remove();
  await receiver.close();
});

const blamed = (more: Partial<Witness>): string[] => Object.keys(complaints({ ...station.witness(), ...more })).sort();

test('a shift that went well leaves nothing to complain of', () => {
  expect(complaints(station.witness({ arrived: { receiver, kills: 0 } }))).toEqual({});
  // What is damaged below has to be there.
  const states = station.bench.rows('SELECT order_id, state FROM orders ORDER BY order_id');
  expect(states).toEqual([
    { order_id: 'GONE', state: 'put_back' },
    { order_id: 'MOVES', state: 'packed' },
    { order_id: 'ONE', state: 'picked' },
    { order_id: 'OPEN', state: 'picking' },
    { order_id: 'PLAIN', state: 'dispatched' },
    { order_id: 'SHORT', state: 'packed' },
    { order_id: 'SHRINKS', state: 'packed' },
    { order_id: 'TWO', state: 'picked' },
  ]);
});

describe('damage is seen, and by the one who has to see it', () => {
  test.each(FAULTS)('%s', (_fault, damage, ...expected) => {
    const { db } = station.bench;
    db.exec('BEGIN');
    try {
      const before = db.prepare('SELECT total_changes()').pluck().get();
      db.exec(damage);
      expect(db.prepare('SELECT total_changes()').pluck().get(), 'nothing was damaged').not.toBe(before);
      expect(blamed({})).toEqual([...expected].sort());
    } finally {
      db.exec('ROLLBACK');
    }
  });

  test('a file that came out is gone', () => {
    const prints = join(station.bench.folder, 'prints');
    const [from, to] = [join(prints, '000002-slip.pdf'), join(prints, 'elsewhere')];
    renameSync(from, to);
    expect(blamed({})).toEqual([INVARIANT.PAPER]);
    renameSync(to, from);
  });

  test('a context came from nowhere', () => {
    expect(blamed({ outside: new Set() })).toEqual([INVARIANT.LINKS]);
  });

  test('a sender heard what is not so', () => {
    const told = station.log.remembered().told.map((each) => ({ ...each, result: 'refused' as const }));
    expect(blamed({ told })).toEqual([INVARIANT.EVENTS_IN]);
  });

  const backend = (more: Partial<Arrived['receiver']>): Arrived => ({
    kills: 1,
    receiver: { spans: receiver.spans, duplicates: 512, resendsDiffer: [], problems: [], ...more },
  });
  test.each<[string, () => Arrived]>([
    ['a span never arrived', () => backend({ spans: () => receiver.spans().slice(1) })],
    [
      'a span arrived as something else',
      () => backend({ spans: () => receiver.spans().map((span) => ({ ...span, kind: 4 })) }),
    ],
    [
      'a span arrived that nobody wrote',
      () => backend({ spans: () => receiver.spans().flatMap((span) => [span, { ...span, spanId: 'a' }]) }),
    ],
    ['a span came again as something else', () => backend({ resendsDiffer: ['a:b'] })],
    ['a request was not OTLP', () => backend({ problems: ['request 1: no'] })],
    ['more came twice than the kills explain', () => backend({ duplicates: 513 })],
  ])('%s', (_fault, arrived) => {
    expect(blamed({ arrived: backend({}) })).toEqual([]);
    expect(blamed({ arrived: arrived() })).toEqual([INVARIANT.ARRIVED]);
  });

  test.each([
    ['ready', 'packing'],
    ['dispatched', 'cancelled'],
    ['cancelled', 'ready'],
    ['packed', 'packing'],
    ['', 'picking'],
  ] as const)('an order goes from "%s" to %s', (from, to) => {
    expect(mayMove(from, to)).toBe(false);
  });
});
