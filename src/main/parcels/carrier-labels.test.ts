import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { KEY, karrioDouble, SERVICE, type Fault } from '../../../test/support/carriers/karrio-double.ts';
import { undrawnPaper } from '../../../test/support/printing.ts';
import { randomOf } from '../../../test/support/random.ts';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { created, event, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { carrierFacts } from '../carriers/carrier-facts.ts';
import { createPreview } from '../print/preview.ts';
import { printJobs } from '../print/jobs.ts';

/** Real pauses long enough that only the hand clock brings the next try. */
const PATIENCE = { firstMs: 3_600_000, longestMs: 3_600_000, settleMs: 7_200_000 };
const HOME = {
  ship_to: { name: 'Zoë', street1: 'Große Straße 7', city: 'Berlin', postal_code: '10115', country: 'DE' },
};

/** `buys`: from the beginning. Else once the test says so, so that paper comes out first. */
async function station(buys = true) {
  const karrio = await karrioDouble();
  const adapter = { kind: 'karrio', url: karrio.url, token: KEY, service: SERVICE };
  const bench = openBench(
    { carriers: { post: { name: 'Post', adapter } }, rules: [{ carrier: 'post' }] },
    { renderHost: undrawnPaper, buying: PATIENCE },
  );
  if (buys) bench.labelBuyer.start();
  bench.scan('PS:OP:w1');
  return { karrio, bench };
}

function pack(bench: Bench, orderId: string): string {
  bench.take(created(orderId, HOME));
  bench.codes(orderId, ...PICK_SCANS, orderId, ...PACK_SCANS);
  return tracking(bench, orderId);
}

const tracking = (bench: Bench, orderId = 'ORD-1'): string =>
  String(bench.value('SELECT tracking_number FROM parcels WHERE order_id = ?', orderId));
const labels = (bench: Bench) =>
  bench.rows(
    `SELECT state, copy, data ->> '$.parcel.tracking_number' AS number, data ->> '$.carriers_own' AS own
     FROM print_jobs WHERE document = 'label' ORDER BY id`,
  );
const facts = (bench: Bench) => carrierFacts(bench.db)(bench.settings.carriers)[0];

/** The next try, after the pause of the last. */
async function tryAgain(bench: Bench): Promise<void> {
  bench.clock.advance(PATIENCE.firstMs + 1);
  await bench.labelBuyer.idle();
}

describe('a carrier’s own label', () => {
  it('takes the place of the provisional one when it comes; nobody waits for it', async () => {
    const { karrio, bench } = await station(false);
    const provisional = pack(bench, 'ORD-1');
    expect(labels(bench)).toEqual([{ state: 'queued', copy: 1, number: provisional, own: null }]);
    expect(facts(bench)).toMatchObject({ waiting: 1, because: null });
    await bench.print();
    bench.labelBuyer.start();
    await bench.labelBuyer.idle();
    expect(karrio.bought).toEqual([tracking(bench)]);
    await bench.print();
    expect(labels(bench)).toMatchObject([
      { state: 'confirmed', number: provisional },
      { state: 'confirmed', copy: 2, number: karrio.bought[0], own: 1 },
    ]);
    const bytes = bench.value(`SELECT bytes FROM print_bytes JOIN print_jobs ON id = job_id WHERE copy = 2`);
    // It draws as it came, and does nothing else to the printer.
    expect(String(bytes)).toBe(`^XA^FD${karrio.bought[0]}^FS^XZ`);
    expect(bench.value('SELECT reason FROM carrier_labels')).toBe('taken out of its ZPL: ^MM ^PQ');
    expect(facts(bench)).toMatchObject({ waiting: 0, because: null, refused: [] });
    // The days of the carrier, the provisional number still used, and the same order of things after a restart.
    expect(bench.value('SELECT transit_days FROM parcels')).toBe(2);
    bench.reopen();
    expect(pack(bench, 'ORD-2')).not.toBe(provisional);
  });

  it('is what proves the parcel then: neither the provisional one nor the SSCC beside it does', async () => {
    const { karrio, bench } = await station();
    const provisional = pack(bench, 'ORD-1');
    const sscc = String(bench.value('SELECT sscc FROM parcels'));
    bench.codes('PS:SHIP', provisional);
    expect(bench.value('SELECT state FROM parcels')).toBe('proven');
    await bench.labelBuyer.idle();
    expect(bench.codes(provisional, sscc, `420${karrio.bought[0]}`, 'PS:HANDOVER')).toEqual([
      'ship.label.wrong',
      'ship.label.wrong',
      'ship.label.ok',
      'ship.handover.ok',
    ]);
  });

  it('that comes after the parcel has left is given back', async () => {
    const { karrio, bench } = await station();
    karrio.fail('list', 'is down');
    const provisional = pack(bench, 'ORD-1');
    bench.codes('PS:SHIP', provisional);
    await bench.labelBuyer.idle();
    bench.scan('PS:HANDOVER');
    await tryAgain(bench);
    expect(karrio.bought).toEqual([]);
    expect(bench.value('SELECT state FROM carrier_labels')).toBe('ended');
    expect(tracking(bench)).toBe(provisional);
  });

  it('of a cancelled order is given back, also one whose purchase nobody heard of', async () => {
    const { karrio, bench } = await station();
    pack(bench, 'ORD-1');
    await bench.labelBuyer.idle();
    pack(bench, 'ORD-2');
    karrio.fail('purchase', 'loses the answer');
    await bench.labelBuyer.idle();
    bench.take(...['ORD-1', 'ORD-2'].map((order_id) => event('order.cancelled', { order_id })));
    for (let turns = 0; turns < 4; turns += 1) await tryAgain(bench);
    expect(karrio.shipments.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
    expect(bench.rows('SELECT DISTINCT state FROM carrier_labels')).toEqual([{ state: 'ended' }]);
  });

  it('that is refused leaves the provisional one, and says why on the screen', async () => {
    const { karrio, bench } = await station();
    karrio.fail('purchase', 'refuses');
    const provisional = pack(bench, 'ORD-1');
    await bench.labelBuyer.idle();
    await tryAgain(bench);
    expect(karrio.calls.filter((call) => call === 'purchase')).toHaveLength(1);
    expect(tracking(bench)).toBe(provisional);
    expect(facts(bench)).toMatchObject({
      waiting: 0,
      refused: [{ order_id: 'ORD-1', parcel: 1, because: 'Karrio answered 400: recipient.postal_code is not valid' }],
    });
  });

  it('with the number of another parcel is refused: no number stands on two', async () => {
    const { karrio, bench } = await station();
    karrio.numberAs(() => 'ALWAYS-THE-SAME');
    pack(bench, 'ORD-1');
    const second = pack(bench, 'ORD-2');
    await bench.labelBuyer.idle();
    expect([tracking(bench), tracking(bench, 'ORD-2')]).toEqual(['ALWAYS-THE-SAME', second]);
    expect(facts(bench)?.refused).toMatchObject([{ order_id: 'ORD-2' }]);
  });

  it('is no picture on the screen, and no label of ours on another printer', async () => {
    const { bench } = await station();
    pack(bench, 'ORD-1');
    await bench.labelBuyer.idle();
    const jobs = printJobs(bench.db);
    const id = Number(bench.value(`SELECT max(id) FROM print_jobs`));
    const preview = createPreview({ jobs, ports: [], render: undrawnPaper.render });
    expect(await preview(id)).toEqual({ ok: false, why: 'carrier' });
    expect(await preview(id - 1)).toMatchObject({ ok: true });
    expect(await preview(99)).toEqual({ ok: false, why: 'gone' });
  });
});

describe('a purchase', () => {
  it('whose answer was lost is looked for, and not repeated while it may be under way', async () => {
    const { karrio, bench } = await station();
    karrio.fail('purchase', 'is broken off');
    pack(bench, 'ORD-1');
    await bench.labelBuyer.idle();
    expect(facts(bench)).toMatchObject({ waiting: 1, because: expect.any(String) as string });
    await tryAgain(bench);
    expect(karrio.calls.filter((call) => call === 'purchase')).toHaveLength(1);
    await tryAgain(bench);
    expect(karrio.bought).toEqual([tracking(bench)]);
  });

  it('that a kill leaves behind is found by the next start', async () => {
    const { karrio, bench } = await station();
    karrio.fail('purchase', 'holds');
    pack(bench, 'ORD-1');
    void bench.labelBuyer.idle();
    while (!karrio.isHolding()) await turn();
    bench.reopen();
    bench.labelBuyer.start();
    await bench.labelBuyer.idle();
    expect(karrio.bought).toEqual([]);
    karrio.release();
    await tryAgain(bench);
    expect(karrio.bought).toEqual([tracking(bench)]);
    expect(karrio.calls.filter((call) => call === 'purchase')).toHaveLength(1);
  });

  const FAULTS: readonly Fault[] = [
    'loses the answer',
    'breaks with 500',
    'is down',
    'is broken off',
    'carrier refuses',
    'answers rubbish',
  ];
  it(`is made once for each parcel, whatever goes wrong (${seedName})`, async () => {
    const random = randomOf(seed);
    const { karrio, bench } = await station();
    const orders = Array.from({ length: runs(100) }, (_, at) => `ORD-${at + 1}`);
    for (const order of orders) {
      pack(bench, order);
      for (const call of ['list', 'create', 'purchase', 'get'] as const)
        while (random() < 0.4) karrio.fail(call, FAULTS[Math.floor(random() * FAULTS.length)] ?? 'is down');
      if (random() < 0.3) karrio.leaveDocsOutOfLists();
      await bench.labelBuyer.idle();
      if (random() < 0.2) {
        void bench.labelBuyer.idle();
        bench.reopen();
        bench.labelBuyer.start();
      }
    }
    for (let tries = 0; tries < 60 && (facts(bench)?.waiting ?? 0) > 0; tries += 1) await tryAgain(bench);
    expect(facts(bench)).toMatchObject({ waiting: 0, refused: [] });
    const numbers = bench.rows<{ n: string }>('SELECT tracking_number AS n FROM parcels').map(({ n }) => n);
    expect(numbers.toSorted()).toEqual(karrio.bought.toSorted());
    expect(karrio.bought).toHaveLength(orders.length);
    expect(labels(bench).filter((label) => (label as { own: unknown }).own === 1)).toHaveLength(orders.length);
  });
});
