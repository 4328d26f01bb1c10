import { afterEach, describe, expect, it } from 'vitest';
import { connectStation } from '../../src/renderer/station/connect.ts';
import { createClient } from '../../src/renderer/station/client.ts';
import type { Wire } from '../../src/renderer/station/wire.ts';
import type { Change, Reply, StationListener } from '../../src/shared/contract.ts';

/* The page's client against wires that lose things. */

const ok = (result: unknown): Reply<unknown> => ({ ok: true, result });

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

describe('a call', () => {
  it('whose answer was lost is away, and was sent once', async () => {
    const sent: unknown[] = [];
    const { wire } = wireOf((_, input) => {
      sent.push(input);
      return Promise.reject(new Error('lost'));
    });
    const input = { scan: 'PS:OP:w1', id: 'once' };
    expect(await createClient(wire).input(input)).toMatchObject({ ok: false, code: 'away' });
    expect(sent).toEqual([input]);
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
