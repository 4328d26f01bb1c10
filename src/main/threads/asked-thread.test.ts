import { expect, onTestFinished, test } from 'vitest';
import { askedThread, ThreadEnded, type AskedThread } from './asked-thread.ts';
import { startThread } from './start-thread.ts';

/** Answers numbers with the next number, late where they are even; of a word it dies, as by a bug outside of a question. */
const COUNTS = `data:text/javascript,${encodeURIComponent(`
  import { answer } from '${new URL('asked-thread.ts', import.meta.url).href}';
  import { parentPort } from 'node:worker_threads';
  answer(parentPort, (question) => {
    if (typeof question === 'string') {
      setImmediate(() => { throw new Error('a bug'); });
      return new Promise(() => {});
    }
    if (question < 0) throw new Error('below nothing');
    return question % 2 === 0 ? new Promise((resolve) => setTimeout(resolve, 20, question + 1)) : question + 1;
  });
`)}`;

function counting(failures = 0): AskedThread<number | string> & { readonly starts: () => number } {
  let starts = 0;
  const thread = askedThread<number | string>({
    start() {
      starts += 1;
      if (starts <= failures) return Promise.reject(new Error('no room for a thread'));
      return Promise.resolve(startThread(COUNTS, { name: 'counts', data: null }));
    },
    holds: true,
  });
  onTestFinished(() => thread.stop());
  return { ...thread, starts: () => starts };
}

test('answers each question with its own answer, whichever comes first', async () => {
  const thread = counting();
  expect(await Promise.all([2, 1, 4, 3].map((each) => thread.ask(each)))).toEqual([3, 2, 5, 4]);
  await expect(thread.ask(-1)).rejects.toThrow('below nothing');
  expect(thread.starts()).toBe(1);
});

test('one that could not be started is tried again with the next question', async () => {
  const thread = counting(1);
  await expect(thread.ask(1)).rejects.toThrow('no room for a thread');
  expect(await thread.ask(1)).toBe(2);
  expect(thread.starts()).toBe(2);
});

test('one that dies takes its questions along, and the next is answered by another', async () => {
  const thread = counting();
  const cut = [thread.ask('die'), thread.ask('die too')].map((each) => expect(each).rejects.toThrow(ThreadEnded));
  await Promise.all(cut);
  expect(await thread.ask(1)).toBe(2);
  expect(thread.starts()).toBe(2);
});

test('nobody is asked once it was stopped', async () => {
  const thread = counting();
  expect(await thread.ask(1)).toBe(2);
  await thread.stop();
  await expect(thread.ask(1)).rejects.toThrow(ThreadEnded);
});

test('is stopped in peace while it cannot be started', async () => {
  const thread = counting(1);
  const asked = thread.ask(1).catch((problem: unknown) => problem);
  await thread.stop();
  expect(await asked).toMatchObject({ message: 'no room for a thread' });
  await expect(thread.ask(1)).rejects.toThrow(ThreadEnded);
});
