import { describe, expect, it } from 'vitest';
import { createScanQueue } from './scan-queue.ts';

describe('the queue of scans', () => {
  it('hands on one at a time, in order, also after one that failed', async () => {
    const told: string[] = [];
    const answers: (() => void)[] = [];
    const queue = createScanQueue<string>(
      async (scan) => {
        told.push(`asked ${scan}`);
        await new Promise<void>((resolve) => {
          answers.push(resolve);
        });
        if (scan === 'B') throw new Error('the station is away');
        told.push(`answered ${scan}`);
      },
      (scan, fault) => told.push(`${scan}: ${String(fault)}`),
    );
    for (const scan of ['A', 'B', 'C']) queue.add(scan);
    expect(queue.length).toBe(3);
    const settled = queue.settled();
    while (queue.length > 0) {
      await Promise.resolve();
      expect(answers.length).toBeLessThanOrEqual(1);
      answers.shift()?.();
    }
    await settled;
    expect(told).toEqual([
      'asked A',
      'answered A',
      'asked B',
      'B: Error: the station is away',
      'asked C',
      'answered C',
    ]);
  });
});
