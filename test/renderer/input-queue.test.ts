import { describe, expect, it, vi } from 'vitest';
import { inputQueue } from '../../src/renderer/app/input-queue.ts';
import type { Scan } from '../../src/renderer/app/scan.ts';
import type { InputOf, Reply, StationClient } from '../../src/shared/contract.ts';

/* The one place where inputs wait, against a station that loses things. */

type InputReply = Awaited<ReturnType<StationClient['input']>>;

const AWAY: Reply<never> = { ok: false, code: 'away', message: 'lost' };
const REFUSED: Reply<never> = { ok: false, code: 'internal', message: 'a bug' };

const scanOf = (text: string): Scan => ({ text, entry: 'scan', startedMs: 0 });

function queueOn(reply: (input: InputOf<'input'>, count: number) => InputReply | Promise<InputReply>) {
  const sent: InputOf<'input'>[] = [];
  const answered: string[] = [];
  const waiting: [number, boolean | undefined][] = [];
  const queue = inputQueue({
    client: {
      input(input) {
        sent.push(input);
        return Promise.resolve(reply(input, sent.length));
      },
    },
    contextOf: ({ text }) => ({ traceparent: `context of ${text}` }),
    answered: ({ text }) => answered.push(text),
    waiting: (count, reached) => waiting.push([count, reached]),
  });
  return { queue, sent, answered, waiting };
}

describe('an input', () => {
  it('whose answer was lost is sent again under the same id and context until it is answered', async () => {
    vi.useFakeTimers();
    const { queue, sent, answered, waiting } = queueOn((_, count) => (count < 4 ? AWAY : REFUSED));
    queue.add(scanOf('a'));
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect(answered).toEqual(['a']);
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map((input) => JSON.stringify(input))).size).toBe(1);
    expect(sent[0]).toMatchObject({ scan: 'a', entry: 'scan', traceparent: 'context of a' });
    expect(waiting).toEqual([
      [1, undefined],
      [1, false],
      [1, false],
      [1, false],
      [0, true],
    ]);
  });

  it('waits for the one before it, also while that is sent again', async () => {
    const { queue, sent, answered } = queueOn((_, count) => (count === 1 ? AWAY : REFUSED));
    for (const text of ['a', 'b', 'c']) queue.add(scanOf(text));
    await vi.waitFor(() => expect(sent).toHaveLength(1), { timeout: 60_000 });
    queue.resume();
    await vi.waitFor(() => expect(answered).toEqual(['a', 'b', 'c']), { timeout: 60_000 });
    expect(sent.map(({ scan }) => scan)).toEqual(['a', 'a', 'b', 'c']);
  });

  it('is not taken when too many wait', () => {
    const { queue } = queueOn(() => new Promise(() => undefined));
    const taken = Array.from({ length: 25 }, (_, at) => queue.add(scanOf(String(at))));
    expect(taken.filter(Boolean)).toHaveLength(20);
    expect(taken.slice(0, 20)).not.toContain(false);
  });
});
