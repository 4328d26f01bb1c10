import { afterAll, beforeAll, expect, test } from 'vitest';
import { declareTopology } from '../../src/main/exchange/amqp/topology.ts';
import { startReceiver } from '../../src/main/demo/receiver/receiver.ts';
import { checkoutOf, GTIN, mugs, orderCreated, teas } from '../support/orders.ts';
import { accept, run } from '../support/pickspan.ts';
import { publish, scanUntilOk, startStation, until, type FloorStation } from '../support/floor/floor.ts';
import { hasRabbit, NO_RABBIT, startRabbit, type Rabbit } from '../support/floor/rabbitmq.ts';

// One order over three stations, which know of each other only what the messages carry.

let rabbit: Rabbit;
beforeAll(async () => {
  if (hasRabbit) rabbit = await startRabbit();
});
afterAll(() => rabbit?.remove());

interface Journey {
  readonly checkout: { readonly span_id: string };
  readonly stages: readonly {
    readonly stage: string;
    readonly trace_id: string;
    readonly span_id: string;
    readonly station_id: string;
    readonly links: readonly { readonly span_id: string; readonly stage: string }[];
  }[];
}

const journeyAt = async ({ folder }: FloorStation, orderId: string): Promise<Journey> =>
  JSON.parse((await run(folder, ['journey', orderId, '--json'])).stdout) as Journey;

const stateAt = async ({ folder }: FloorStation): Promise<unknown> =>
  (JSON.parse((await run(folder, ['status', '--json'])).stdout) as { orders: unknown }).orders;

test.skipIf(!hasRabbit)(
  `picked, packed and shipped at three stations with nothing but the messages${hasRabbit ? '' : ` (${NO_RABBIT})`}`,
  async () => {
    const shop = rabbit.connection();
    await declareTopology(shop, 'shop');
    const receiver = await startReceiver();
    const env = { PICKSPAN_AMQP_URL: rabbit.url, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
    const [picker, packer, shipper] = await Promise.all([
      startStation('picker', ['pick'], env),
      startStation('packer', ['pack'], env),
      startStation('shipper', ['ship'], env, { numbers: { sscc: { from: 1, to: 1000 } } }),
    ]);
    await publish(shop, 'orders.new', orderCreated('ORD-1', [mugs(2), teas(1)], { ship_to: { name: 'Ada' } }));

    await scanUntilOk(picker, 'PS:PICK');
    const short = ['A-01-03', GTIN.mug, 'PS:QTY:2', 'B-02-01', 'PS:SHORT:missing'];
    expect(await accept(picker.terminal, ...short)).toMatchObject({ code: 'pick.done' });
    // Handed on in the transaction that ended the pick: nobody opens it here any more.
    expect(await picker.terminal.send('ORD-1')).toMatchObject({ ok: false, code: 'order.elsewhere' });

    await scanUntilOk(packer, 'ORD-1');
    // The tea was missing at the shelf, and this bench knows it.
    expect(await accept(packer.terminal, GTIN.mug, GTIN.mug, 'PS:WEIGHT:1050')).toMatchObject({ ok: true });
    const packed = await accept(packer.terminal, 'PS:DONE');
    expect(packed).toMatchObject({ code: 'pack.done', view: { kind: 'pack', parcels: [{ state: 'closed' }] } });
    const sscc = packed.view.kind === 'pack' ? packed.view.parcels[0]?.sscc : undefined;

    const opened = await scanUntilOk(shipper, String(sscc));
    const tracking = opened.view.kind === 'ship' ? opened.view.parcels[0]?.tracking_number : undefined;
    expect(await accept(shipper.terminal, String(tracking), 'PS:HANDOVER')).toMatchObject({ code: 'ship.handover.ok' });

    // The whole journey is known where it ends, every stage linked to all before it.
    const { checkout, stages } = await journeyAt(shipper, 'ORD-1');
    expect(checkout.span_id).toBe(checkoutOf('ORD-1').spanId);
    expect(stages.map(({ stage, station_id }) => [stage, station_id])).toEqual([
      ['pick', 'picker'],
      ['pack', 'packer'],
      ['ship', 'shipper'],
    ]);
    for (const [at, { links }] of stages.entries()) {
      const before = [checkout.span_id, ...stages.slice(0, at).map(({ span_id }) => span_id)];
      expect(links.map(({ span_id }) => span_id)).toEqual(before);
    }
    expect([await stateAt(picker), await stateAt(packer), await stateAt(shipper)]).toEqual([
      { handed_over: 1 },
      { handed_over: 1 },
      { dispatched: 1 },
    ]);
    // And at the backend each of these links leads to a span that is there (the checkout is the shop's own).
    const ids = stages.map(({ span_id }) => span_id);
    const consumedThere = () => receiver.spans().filter(({ name }) => name.startsWith('process orders.'));
    await until('all three stages at the receiver, and what each began with', () => {
      const there = new Set(receiver.spans().map(({ spanId }) => spanId));
      return (ids.every((id) => there.has(id)) && consumedThere().length >= 3) || undefined;
    });
    const stageSpans = receiver.spans().filter(({ spanId }) => ids.includes(spanId));
    const linked = stageSpans.flatMap(({ links }) => links.map(({ spanId }) => spanId));
    expect(new Set(linked)).toEqual(new Set([checkout.span_id, ids[0], ids[1]]));
    const consumed = consumedThere();
    expect(consumed.map(({ name }) => name).toSorted()).toEqual([
      'process orders.new',
      'process orders.packed',
      'process orders.picked',
    ]);
    expect(consumed.map(({ attributes }) => attributes['messaging.system'])).toEqual(Array(3).fill('rabbitmq'));
    for (const { terminal } of [picker, packer, shipper]) expect(await terminal.close()).toBe(0);
    await receiver.close();
  },
  120_000,
);
