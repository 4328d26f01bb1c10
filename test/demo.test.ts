import { beforeAll, describe, expect, it, vi } from 'vitest';
import { judge } from '../src/main/demo/judge.ts';
import { playShift } from '../src/main/demo/play.ts';
import type { Evidence } from '../src/main/demo/proofs/evidence.ts';
import type { DecodedSpan } from '../src/main/demo/receiver/decode.ts';
import { makeDataFolder, removeDataFolder } from '../src/main/demo/station/data-folder.ts';
import { dataFolder } from './support/folder.ts';
import { run } from './support/pickspan.ts';

/** What the demo says of this evidence, and its exit code. */
function judged(evidence: Evidence): { readonly exit: number; readonly lines: readonly string[] } {
  let text = '';
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    return { exit: judge(evidence), lines: text.trim().split('\n') };
  } finally {
    out.mockRestore();
  }
}

it('pickspan demo ends well, and its last line says how late spans left', async () => {
  const { code, stdout, stderr } = await run(dataFolder(), ['demo']);
  const lines = stdout.trim().split('\n');
  expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
  expect(stderr).toBe('');
  expect(lines.at(-1)).toMatch(
    /^All \d+ proofs hold\. [1-9]\d* spans left later than 2 s after they ended: [\d.]+ s at the median, [\d.]+ s at worst\.$/,
  );
  expect(code).toBe(0);
});

describe('a fault in what was seen', () => {
  let evidence: Evidence;
  beforeAll(async () => {
    const folder = makeDataFolder();
    try {
      evidence = await playShift(folder);
    } finally {
      removeDataFolder(folder);
    }
  });

  const spansWith = (name: string, change: (span: DecodedSpan) => readonly DecodedSpan[]): Partial<Evidence> => {
    const at = evidence.spans.findIndex((span) => span.name === name);
    return { spans: evidence.spans.flatMap((span, index) => (index === at ? change(span) : [span])) };
  };
  const cancelledIsComplete = (): Partial<Evidence> => ({
    spans: evidence.spans.map((span) =>
      span.attributes['stage.outcome'] === 'cancelled'
        ? { ...span, attributes: { ...span.attributes, 'stage.outcome': 'complete' } }
        : span,
    ),
  });
  const withoutPutBacks = (): Partial<Evidence> => {
    const { log } = evidence.shift;
    const orders = new Map([...log.orders].map(([id, order]) => [id, { ...order, putBack: new Map() }]));
    const of: typeof log.of = (id) => orders.get(id) ?? log.of(id);
    return { shift: { ...evidence.shift, log: { ...log, orders, of } } };
  };
  const arrivedOffline = (): Partial<Evidence> => ({
    arrivals: new Map([...evidence.arrivals.keys()].map((id) => [id, (evidence.network.outages[0]?.fromMs ?? 0) + 1])),
  });
  const noLateness = (): Partial<Evidence> => {
    const { findings } = evidence;
    const spans = { ...findings.status.spans, late: { count: 0, worst_s: null } };
    return { findings: { ...findings, status: { ...findings.status, spans } } };
  };

  it('is none: every proof holds', () => {
    const { exit, lines } = judged(evidence);
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([]);
    expect(exit).toBe(0);
  });

  it.each<[string, string, () => Partial<Evidence>]>([
    ['a lost span', 'nothing is lost, and nothing is left behind', () => spansWith('warehouse.pick_item', () => [])],
    [
      'a second pick',
      'every order has each of its stages, and once',
      () => spansWith('warehouse.pick', (span) => [span, span]),
    ],
    [
      'a stage that lost its links',
      'stages link to the checkout and to all stages before',
      () => spansWith('shipping.dispatch', (span) => [{ ...span, links: [] }]),
    ],
    ['a cancellation untold', 'a cancelled order ends where it is, and its span says so', cancelledIsComplete],
    ['units left lying', 'what nobody wants any more is back in its bin', withoutPutBacks],
    ['a span through a pulled cable', 'spans of that time leave when it is back, as they are', arrivedOffline],
    [
      'a resend with other content',
      'spans come twice by a batch a cut at most, and the same',
      () => ({ receiver: { ...evidence.receiver, duplicates: 1, resendsDiffer: ['1:2'] } }),
    ],
    [
      'a station that was not killed',
      'killed in picks and in a drain, it goes on where it was',
      () => ({ shift: { ...evidence.shift, kills: 1 } }),
    ],
    ['lateness untold', 'the station knows how many spans left it late', noLateness],
    [
      'an answer nobody expected',
      'every scan is answered as the worker expected',
      () => ({ shift: { ...evidence.shift, surprises: ['a surprise'] } }),
    ],
  ])('%s fails the demo, which names the proof', (_, proof, plant) => {
    const { exit, lines } = judged({ ...evidence, ...plant() });
    expect(exit).toBe(1);
    expect(lines.some((line) => line.startsWith(`✗ ${proof}: `))).toBe(true);
    expect(lines.at(-1)).toMatch(/proofs FAIL: /);
    expect(lines.at(-1)).toContain(proof);
  });
});
