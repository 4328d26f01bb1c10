import { expect, it } from 'vitest';
import type { DeviceAnswer } from '../../shared/contract.ts';
import { createChanges } from './changes.ts';

const ANSWER = { text: 'A-01-03', entry: 'scan' } as DeviceAnswer;

it('changes are told after the turn in which they happened, in their order', async () => {
  const changes = createChanges(100);
  const told: number[] = [];
  const all = new Promise<void>((resolve) => {
    changes.watch(({ sequence }) => {
      told.push(sequence);
      if (sequence === 102) resolve();
    });
  });
  expect([changes.tell({}), changes.tell({})]).toEqual([101, 102]);
  expect([told, changes.sequence()]).toEqual([[], 102]);
  await all;
  expect(told).toEqual([101, 102]);
});

it('an answer that no window waits for is told at once, and what came before it first', () => {
  const changes = createChanges(100);
  const told: number[] = [];
  changes.watch(({ sequence }) => told.push(sequence));
  changes.tell({});
  changes.tell({ answer: ANSWER });
  expect(told).toEqual([101, 102]);
});
