import { WebTracerProvider } from '@opentelemetry/sdk-trace-web';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { spanKeeper } from '../../src/renderer/trace/span-keeper.ts';
import type { InputOf, StationClient } from '../../src/shared/contract.ts';

type Sent = InputOf<'spans'>['spans'];
type SpansReply = Awaited<ReturnType<StationClient['spans']>>;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TAKEN: SpansReply = { ok: true, result: { taken: 1, refused: 0 } };
const AWAY: SpansReply = { ok: false, code: 'away', message: 'away' };

function keeperOn(reply: () => SpansReply, most?: number) {
  const batches: Sent[] = [];
  const givenUp: number[] = [];
  const keeper = spanKeeper(
    ({ spans }) => {
      batches.push(spans);
      return Promise.resolve(reply());
    },
    (count) => givenUp.push(count),
    most,
  );
  const tracer = new WebTracerProvider({ spanProcessors: [keeper] }).getTracer('test');
  const end = (count: number): void => {
    for (let at = 0; at < count; at += 1) tracer.startSpan('station.scan', { attributes: { at } }).end();
  };
  const places = (): unknown[] => batches.flat().map(({ attributes }) => (attributes as { at?: number }).at);
  return { keeper, batches, givenUp, end, places };
}

it('hands spans over in batches that a call may bring, in their order', async () => {
  const { batches, end, places, givenUp } = keeperOn(() => TAKEN);
  end(250);
  expect(batches).toEqual([]);
  await vi.runAllTimersAsync();
  expect(batches.map(({ length }) => length)).toEqual([100, 100, 50]);
  expect(places()).toEqual(Array.from({ length: 250 }, (_, at) => at));
  expect(givenUp).toEqual([]);
});

it('keeps them while the station is away, gives the oldest up, and counts those once it is back', async () => {
  let isAway = true;
  const { keeper, batches, givenUp, end, places } = keeperOn(() => (isAway ? AWAY : TAKEN), 10);
  end(8);
  await vi.advanceTimersByTimeAsync(20_000);
  end(8);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(keeper.waiting()).toBe(10);
  expect(givenUp).toEqual([]);
  batches.length = 0;
  isAway = false;
  await vi.runAllTimersAsync();
  expect(places()).toEqual([6, 7, 0, 1, 2, 3, 4, 5, 6, 7]);
  expect(givenUp).toEqual([6]);
  expect(keeper.waiting()).toBe(0);
});

it('does not send again what the station would never take', async () => {
  const { batches, end } = keeperOn(() => ({ ok: false, code: 'invalid', message: 'no' }));
  end(3);
  await vi.runAllTimersAsync();
  expect(batches).toHaveLength(1);
});
