import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { Connection } from 'rabbitmq-client';
import { declareTopology } from '../../src/main/exchange/amqp/topology.ts';
import { dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated } from '../support/orders.ts';
import { accept, run, startTerminal } from '../support/pickspan.ts';
import { publish, scanUntilOk, startStation, until, type FloorStation } from '../support/floor/floor.ts';
import { hasOpenssl, privateAuthority, tlsInFrontOf } from '../support/private-authority.ts';
import { hasRabbit, NO_RABBIT, startRabbit, type Rabbit } from '../support/floor/rabbitmq.ts';

// What goes wrong on a floor: kills, a broker that goes away, messages that nobody can read, a station that comes back.

let rabbit: Rabbit;
let shop: Connection;
beforeAll(async () => {
  if (!hasRabbit) return;
  rabbit = await startRabbit();
  shop = rabbit.connection();
  await declareTopology(shop, 'shop');
});
afterAll(() => rabbit?.remove());

const env = (): Record<string, string> => ({ PICKSPAN_AMQP_URL: rabbit.url });

interface Status {
  readonly orders: Readonly<Record<string, number>>;
  readonly events: {
    readonly waiting: number;
    readonly taken: number;
    readonly targets: readonly { readonly name: string; readonly state: string; readonly because: string | null }[];
  };
}

const statusOf = async ({ folder }: FloorStation): Promise<Status> =>
  JSON.parse((await run(folder, ['status', '--json'], { env: env() })).stdout) as Status;

const waitForOrders = (station: FloorStation, orders: Readonly<Record<string, number>>): Promise<Status> =>
  until(`orders ${JSON.stringify(orders)}`, async () => {
    const status = await statusOf(station);
    return Object.entries(orders).every(([state, n]) => status.orders[state] === n) ? status : undefined;
  });

const messagesIn = async (queue: string): Promise<number> =>
  (await shop.queueDeclare({ queue, passive: true })).messageCount;

describe.skipIf(!hasRabbit)(`on the floor${hasRabbit ? '' : ` (${NO_RABBIT})`}`, () => {
  test.skipIf(!hasOpenssl)(
    'doctor tries the broker: by TLS of the house, with a wrong password, with nobody there',
    async () => {
      const house = privateAuthority();
      const { port } = new URL(rabbit.url);
      const url = `amqps://guest:guest@127.0.0.1:${await tlsInFrontOf(Number(port), house)}`;
      const settings = { station: { id: 'tried' }, amqp: { url }, network: { ca_file: house.authority } };
      const tried = async (each: object): Promise<unknown> => {
        const { stdout } = await run(dataFolderWith(each), ['doctor', '--json']);
        const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly check: string }[] };
        return findings.find(({ check }) => check === 'broker');
      };
      const what = expect.stringMatching(/not there yet: station\.tried\.changes$/) as string;
      const [well, untrusted, wrong, gone] = await Promise.all([
        tried(settings),
        tried({ ...settings, network: {} }),
        tried({ amqp: { url: rabbit.url.replace('guest:guest', 'guest:wr0ng') } }),
        tried({ amqp: { url: 'amqp://127.0.0.1:1' } }),
      ]);
      expect(well).toMatchObject({ state: 'note', what });
      const todo = (words: RegExp) => ({ state: 'problem', todo: expect.stringMatching(words) as string });
      expect(untrusted).toMatchObject(todo(/network\.ca_file/));
      expect(wrong).toMatchObject(todo(/amqp\.password/));
      expect(JSON.stringify(wrong)).not.toContain('wr0ng');
      expect(gone).toMatchObject(todo(/Nobody listens/));
    },
  );

  test('it takes work as far as it holds fewer than claim_ahead, rush first, in every form; the rest stays for others', async () => {
    const first = await startStation('greedy', ['pick'], env(), { amqp: { claim_ahead: 2 } });
    await waitForOrders(first, {});
    await first.terminal.close();
    for (const n of [1, 2, 3]) await publish(shop, 'orders.new', orderCreated(`A-${n}`, [mugs(1)]), 'structured');
    await publish(shop, 'orders.new.rush', orderCreated('RUSH', [mugs(1)]), 'bare');
    const terminal = await startTerminal(first.folder, env(), { sync: true });
    const again = { ...first, terminal };
    await waitForOrders(again, { ready: 2 });
    expect(await terminal.send('RUSH')).toMatchObject({ code: 'pick.opened' });
    // One was started, so there is room for one more, and no more.
    await waitForOrders(again, { ready: 2, picking: 1 });
    await until('one message for others', async () => (await messagesIn('orders.new')) === 1 || undefined);
    await terminal.close();
    await shop.queuePurge('orders.new');
  }, 120_000);

  test('what nobody can read is put aside with reason and path, as it came; a duplicate has no second effect', async () => {
    const station = await startStation('reader', ['pick'], env());
    const good = orderCreated('B-1', [mugs(1)]);
    await publish(shop, 'orders.new', {
      ...good,
      id: 'bad',
      subject: 'B-2',
      data: { order_id: 'B-2', items: [{ quantity: 0 }] },
    });
    await publish(shop, 'orders.new', good);
    await publish(shop, 'orders.new', good);
    const raw = shop.createPublisher({ confirm: true });
    await raw.send({ exchange: 'fulfillment', routingKey: 'orders.new' }, Buffer.from('{not json'));
    await raw.close();
    await until('two dead letters', async () => ((await messagesIn('orders.new.dead')) === 2 ? true : undefined));
    const dead = await Promise.all([0, 1].map(() => shop.basicGet({ queue: 'orders.new.dead', noAck: true })));
    expect(dead.map((each) => `${String(each?.headers?.['x-reason'])} ${String(each?.headers?.['x-path'])}`)).toEqual([
      'invalid $.data.items[0].quantity',
      'not_json $',
    ]);
    expect(dead[0]?.headers?.['cloudEvents:id']).toBe('bad');
    expect(String(dead[1]?.body)).toBe('{not json');
    const status = await waitForOrders(station, { ready: 1 });
    expect(status.events.taken).toBe(1);
    await station.terminal.close();
  }, 120_000);

  test('killed after the commit, before the acknowledgement: the message comes again and changes nothing', async () => {
    const roomy = { ...env(), PICKSPAN_AMQP_CLAIM_AHEAD: '50' };
    const killer = new URL('../support/floor/kill-at-ack.ts', import.meta.url).href;
    const folder = dataFolderWith({ station: { id: 'killed', roles: ['pick'] } });
    for (let n = 0; n < 6; n += 1) await publish(shop, 'orders.new', orderCreated(`C-${n}`, [mugs(1)]));
    for (const killAt of ['1', '3']) {
      const doomed = { ...roomy, NODE_OPTIONS: `--import=${killer}`, KILL_AT_ACK: killAt };
      const { ended } = await startTerminal(folder, doomed, { sync: true });
      expect(await ended).toBe(null);
    }
    const terminal = await startTerminal(folder, roomy, { sync: true });
    const status = await waitForOrders({ folder, terminal, env: roomy }, { ready: 6 });
    expect(status.events.taken).toBe(6);
    await until('an empty queue', async () => ((await messagesIn('orders.new')) === 0 ? true : undefined));
    await terminal.close();
    // Two of them came twice: seen, and not taken again.
    const db = new Database(join(folder, 'pickspan.sqlite'), { readonly: true });
    const consumed = db.prepare(`SELECT attributes ->> '$."processing.status"' AS status, count(*) AS n
      FROM spans WHERE name = 'process orders.new' GROUP BY 1 ORDER BY 1`);
    expect(consumed.all()).toEqual([
      { status: 'complete', n: 6 },
      { status: 'duplicate', n: 2 },
    ]);
    db.close();
  }, 120_000);

  test('the broker takes no messages for want of memory: work goes on, status says why, and they leave when it does', async () => {
    const station = await startStation('patient', ['pick'], env());
    await publish(shop, 'orders.new', orderCreated('D-1', [mugs(1)]));
    await scanUntilOk(station, 'PS:PICK');
    rabbit.ctl('set_vm_memory_high_watermark', '0');
    expect(await accept(station.terminal, 'A-01-03', GTIN.mug)).toMatchObject({ code: 'pick.done' });
    const blocked = await until('the broker is blocked', async () =>
      (await statusOf(station)).events.targets.find(
        ({ because }) => because?.startsWith('the broker is blocked') === true,
      ),
    );
    expect(blocked).toMatchObject({ name: 'broker', state: 'waiting' });
    rabbit.ctl('set_vm_memory_high_watermark', '0.4');
    await until('no event waits', async () => ((await statusOf(station)).events.waiting === 0 ? true : undefined));
    const message = await shop.basicGet({ queue: 'orders.picked', noAck: true });
    expect(message?.headers).toMatchObject({ 'cloudEvents:subject': 'D-1' });
    await station.terminal.close();
    await shop.queuePurge('orders.picked');
  }, 120_000);

  test('changes reach every station: one that has the order applies it, others keep it for when the order comes, none twice', async () => {
    const picker = await startStation('changed', ['pick'], env());
    const packer = await startStation('changed-2', ['pack'], env());
    const order = orderCreated('F-1', [mugs(1)], { requires: ['payment'], revision: 1 });
    const change = (type: string, id: string, data: object = {}) => ({
      ...order,
      id,
      type: `pickspan.${type}`,
      data: { order_id: 'F-1', ...data },
    });
    // Two station queues were declared before anything is published to them.
    await until('both queues', () => {
      const bound = rabbit.ctl('list_bindings', 'source_name', 'destination_name').split('\n');
      return ['changed', 'changed-2'].every((id) => bound.includes(`fulfillment\tstation.${id}.changes`)) || undefined;
    });
    await publish(shop, 'orders.new', order);
    await waitForOrders(picker, { held: 1 });
    await publish(shop, 'orders.changes', change('payment.confirmed', 'paid'));
    await waitForOrders(picker, { ready: 1 });
    await accept(picker.terminal, 'PS:PICK', 'A-01-03', GTIN.mug);
    await publish(shop, 'orders.changes', change('order.cancelled', 'gone'));
    // The picker has handed it on and the packer may not have it yet: it is cancelled where it is, once.
    await waitForOrders(packer, { cancelled: 1 });
    await waitForOrders(picker, { handed_over: 1 });
    expect(await messagesIn('station.changed.changes.dead')).toBe(0);
    await picker.terminal.close();
    await packer.terminal.close();
  }, 120_000);

  test('taken over from a station that was cut off and not dead: not started it is dropped, started it is a conflict', async () => {
    const lost = await startStation('lost', ['pick'], env());
    await publish(shop, 'orders.new', orderCreated('E-1', [mugs(2)]));
    await publish(shop, 'orders.new', orderCreated('E-2', [mugs(1)]));
    await publish(shop, 'orders.new', orderCreated('E-3', [mugs(1)]));
    await waitForOrders(lost, { ready: 3 });
    await scanUntilOk(lost, 'E-1');
    await accept(lost.terminal, 'A-01-03', GTIN.mug);
    await until('its claims at the broker', async () =>
      (await statusOf(lost)).events.waiting === 0 ? true : undefined,
    );
    await lost.terminal.close();
    // Cut off: it works on without the floor.
    const alone = await startTerminal(lost.folder, env(), { sync: false });

    const heir = await startStation('heir', ['pick'], env());
    const answer = await run(heir.folder, ['takeover', 'lost'], { env: env() });
    expect(answer).toMatchObject({ code: 0, stderr: '' });
    expect(answer.stdout.trim().split('\n').toSorted()).toEqual(
      ['E-1', 'E-2', 'E-3'].map((order_id) => JSON.stringify({ order_id, result: 'taken' })),
    );
    expect(await run(heir.folder, ['takeover', 'lots'], { env: env() })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: 'No order is claimed by lots: there is nothing to take over.\n',
    });
    await waitForOrders(heir, { ready: 3 });
    await until('the higher claims at the broker', async () =>
      (await statusOf(heir)).events.waiting === 0 ? true : undefined,
    );
    expect(alone.ready.view).toMatchObject({ kind: 'pick', order_id: 'E-1' });
    // It ends one job and hands it on, as far as it knows.
    await accept(alone, 'PS:CANCEL', 'E-3', 'A-01-03', GTIN.mug, 'E-1');
    await alone.close();

    const terminal = await startTerminal(lost.folder, env(), { sync: true });
    await waitForOrders({ ...lost, terminal }, { conflict: 2, handed_over: 1 });
    // The worker is shown what to put back; after that a lead is asked.
    const putBack = await accept(terminal, 'A-01-03', GTIN.mug);
    expect(putBack).toMatchObject({ code: 'putback.done' });
    expect(await terminal.send('E-1')).toMatchObject({
      code: 'conflict.opened',
      view: { kind: 'question', question: 'conflict' },
    });
    expect(await terminal.send('PS:RELEASE')).toMatchObject({ code: 'conflict.released', view: { kind: 'home' } });
    expect(await accept(terminal, 'E-3', 'A-01-03', GTIN.mug)).toMatchObject({ code: 'putback.done' });
    expect(await terminal.send('E-2')).toMatchObject({ ok: false, code: 'order.elsewhere' });
    expect(await accept(heir.terminal, 'E-1', 'A-01-03', GTIN.mug, GTIN.mug)).toMatchObject({ code: 'pick.done' });
    // Only the heir's E-1 was handed on: what was picked behind its back never left.
    await until('one picked order', async () => ((await messagesIn('orders.picked')) === 1 ? true : undefined));
    await terminal.close();
    await heir.terminal.close();
  }, 120_000);
});
