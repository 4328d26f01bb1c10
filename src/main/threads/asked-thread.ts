import type { MessagePort, Worker } from 'node:worker_threads';
import { endThread, listen } from './end-thread.ts';

/* A thread that is asked questions and answers each, in whatever order it comes to know. */

interface Asked<Question> {
  readonly id: number;
  readonly question: Question;
}

type Answered =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly problem: string };

/** The thread ended under the question: that says nothing of the question. */
export class ThreadEnded extends Error {}

export interface AskedThread<Question> {
  /** Resolves to what the thread answered. Rejects with what it met; with {@link ThreadEnded} where it is no more. */
  ask(question: Question): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * The thread as whoever asks sees it: started with the first question, and again with the next should it ever die, or
 * could it not be started.
 * @param options.holds whether the process lives until a question is answered.
 */
export function askedThread<Question>(options: {
  readonly start: () => Promise<Worker>;
  readonly holds: boolean;
}): AskedThread<Question> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let running: Promise<Worker> | undefined;
  let lastId = 0;
  let stopped = false;

  async function start(): Promise<Worker> {
    try {
      const worker = await options.start();
      watch(worker);
      return worker;
    } catch (error) {
      running = undefined;
      throw error;
    }
  }

  function watch(worker: Worker): void {
    let fault: Error | undefined;
    worker.on('message', (answer: Answered) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) worker.unref();
      if (answer.ok) asked?.resolve(answer.result);
      else asked?.reject(new Error(answer.problem));
    });
    worker.on('error', (error: Error) => (fault = error));
    worker.once('exit', () => {
      running = undefined;
      for (const { reject } of waiting.values()) reject(new ThreadEnded(fault?.message ?? 'the thread ended'));
      waiting.clear();
    });
  }

  return {
    async ask(question) {
      if (stopped) throw new ThreadEnded('the station stops');
      running ??= start();
      const worker = await running;
      lastId += 1;
      const asked: Asked<Question> = { id: lastId, question };
      const answer = Promise.withResolvers<unknown>();
      waiting.set(asked.id, answer);
      if (options.holds) worker.ref();
      worker.postMessage(asked);
      return answer.promise;
    },
    async stop() {
      stopped = true;
      // One that could not be started needs no end; whoever asked was told.
      const worker = await running?.catch(() => undefined);
      if (worker !== undefined) await endThread(worker);
    },
  };
}

/**
 * Called by the thread: from now on it answers, until it is told to end.
 * @param work only what takes its time is a promise: whatever else was asked is answered meanwhile.
 * @param close gives back what the thread holds.
 */
export function answer(port: MessagePort, work: (question: never) => unknown, close?: () => void): void {
  const take = ({ id, question }: Asked<never>): void => {
    const say = (message: Answered): void => port.postMessage(message);
    const fail = (error: unknown): void =>
      say({ id, ok: false, problem: error instanceof Error ? error.message : String(error) });
    try {
      const result = work(question);
      if (result instanceof Promise) result.then((late: unknown) => say({ id, ok: true, result: late }), fail);
      else say({ id, ok: true, result });
    } catch (error) {
      fail(error);
    }
  };
  listen(port, take, close);
}
