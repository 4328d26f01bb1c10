import { afterEach, describe, expect, it } from 'vitest';
import { connectStation } from '../../src/renderer/station/connect.ts';
import { createClient } from '../../src/renderer/station/client.ts';
import type { Wire } from '../../src/renderer/station/wire.ts';
import type { Change, Reply, StationListener } from '../../src/shared/contract.ts';

/* The page's client against wires that lose things. */

const ok = (result: unknown): Reply<unknown> => ({ ok: true, result });
const noWait = (): Promise<void> => Promise.resolve();

/** A wire driven by hand. */
function wireOf(call: Wire['call']) {
  let listener: StationListener | undefined;
  const wire: Wire = {
    call,
    watch(given) {
      listener = given;
      return () => (listener = undefined);
    },
  };
  return {
    wire,
    tell: (sequence: number): void => listener?.change({ sequence }),
    connected: (is: boolean): void => listener?.connected(is),
    isWatched: (): boolean => listener !== undefined,
  };
}

const snapshotAt = (sequence: number) => ({ sequence, view: {}, facts: {}, preferences: {}, opened: 'x', demo: false });
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('an input', () => {
  it('whose answer was lost is sent again under the same id until it is answered', async () => {
    const sent: unknown[] = [];
    const { wire } = wireOf((_, input) => {
      sent.push(input);
      return sent.length < 4 ? Promise.reject(new Error('lost')) : Promise.resolve(ok('answer'));
    });
    const input = { scan: 'PS:OP:w1', id: 'once' };
    expect(await createClient(wire, noWait).input(input)).toEqual(ok('answer'));
    expect(sent).toEqual([input, input, input, input]);
  });

  it('waits for the one before it, also while that is sent again', async () => {
    const sent: unknown[] = [];
    let lost = 2;
    const { wire } = wireOf((_, input) => {
      sent.push((input as { id: string }).id);
      return (lost -= 1) >= 0 ? Promise.reject(new Error('lost')) : Promise.resolve(ok(1));
    });
    const client = createClient(wire, noWait);
    await Promise.all(['a', 'b', 'c'].map((id) => client.input({ scan: 'x', id })));
    expect(sent).toEqual(['a', 'a', 'a', 'b', 'c']);
  });

  it('is not sent to a station that is known to be away, and the next one is when it is back', async () => {
    let calls = 0;
    const by = wireOf((name) => {
      if (name === 'input') calls += 1;
      return Promise.resolve(name === 'snapshot' ? ok(snapshotAt(1)) : ok(1));
    });
    const client = createClient(by.wire, noWait);
    client.watch({ change: () => undefined, connected: () => undefined });
    by.connected(false);
    expect(await client.input({ scan: 'x', id: 'a' })).toMatchObject({ ok: false, code: 'away' });
    expect(calls).toBe(0);
    by.connected(true);
    expect(await client.input({ scan: 'x', id: 'b' })).toEqual(ok(1));
  });
});

describe('what is told', () => {
  it('has no gaps: a snapshot takes the place of what is missing, and nothing comes twice', async () => {
    let now = 10;
    const by = wireOf(() => Promise.resolve(ok(snapshotAt(now))));
    const told: number[] = [];
    createClient(by.wire).watch({ change: ({ sequence }: Change) => told.push(sequence), connected: () => undefined });
    by.tell(10);
    by.connected(true);
    by.tell(11);
    await turn();
    by.tell(11);
    by.tell(12);
    now = 15;
    by.tell(14);
    by.tell(15);
    by.tell(16);
    await turn();
    expect(told).toEqual([10, 11, 12, 15, 16]);
  });

  it('begins anew when the station is back, with whatever number it has', async () => {
    let now = 100;
    const by = wireOf(() => Promise.resolve(ok(snapshotAt(now))));
    const told: (number | boolean)[] = [];
    createClient(by.wire).watch({
      change: ({ sequence }) => told.push(sequence),
      connected: (is) => told.push(is),
    });
    by.connected(true);
    await turn();
    by.connected(false);
    now = 7;
    by.connected(true);
    await turn();
    by.tell(8);
    expect(told).toEqual([true, 100, false, true, 7, 8]);
  });

  it('ends with the last listener', () => {
    const by = wireOf(() => Promise.resolve(ok(snapshotAt(1))));
    const client = createClient(by.wire);
    const stops = [1, 2].map(() => client.watch({ change: () => undefined, connected: () => undefined }));
    expect(by.isWatched()).toBe(true);
    for (const stop of stops) stop();
    expect(by.isWatched()).toBe(false);
  });
});

describe('a page', () => {
  afterEach(() => void Reflect.deleteProperty(globalThis, 'station'));

  it('uses the bridge of its preload where there is one', async () => {
    const asked: unknown[] = [];
    const bridge = { orders: (input: unknown) => Promise.resolve(ok(asked.push(input))), watch: () => () => undefined };
    Object.assign(globalThis, { station: bridge });
    expect(await connectStation().orders({ text: 'ORD' })).toEqual(ok(1));
    expect(asked).toEqual([{ text: 'ORD' }]);
  });
});
