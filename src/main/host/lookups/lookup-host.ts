import type { Worker } from 'node:worker_threads';
import { endThread } from '../../threads/end-thread.ts';
import { startThread } from '../../threads/start-thread.ts';
import { resolveEndpoint } from '../../trace/export/endpoint.ts';
import type { FromLookup, Lookups, LookupStart } from './lookup-messages.ts';

export interface LookupHost {
  /** Rejects where the question met a bug, or the thread ended. */
  ask<Name extends keyof Lookups>(
    name: Name,
    input: Parameters<Lookups[Name]>[0],
  ): Promise<Awaited<ReturnType<Lookups[Name]>>>;
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (problem: Error) => void;
}

/** The lookups, seen from the station: one thread, started with the first question and again should it ever die. */
export function createLookupHost(options: {
  readonly folder: string;
  readonly version: string;
  readonly telemetry: Parameters<typeof resolveEndpoint>[0];
  readonly environment: NodeJS.ProcessEnv;
}): LookupHost {
  const { folder, version, telemetry, environment } = options;
  const waiting = new Map<number, Waiting>();
  let running: Promise<Worker> | undefined;
  let lastId = 0;
  let stopped = false;

  async function start(): Promise<Worker> {
    // An import that the bundler makes a file of its own, which then knows its address.
    const { lookupWorkerUrl } = await import('./lookup-worker.ts');
    const reading = await resolveEndpoint(telemetry, environment);
    const endpoint = reading.ok
      ? { url: reading.endpoint?.url, problem: undefined }
      : { url: undefined, problem: reading.problem };
    const data: LookupStart = { task: 'pickspan lookups', folder, version, endpoint };
    const worker = startThread(lookupWorkerUrl, { name: 'lookups', data, environment });
    let fault: Error | undefined;
    worker.on('message', (message: FromLookup) => {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.ok) asked?.resolve(message.result);
      else asked?.reject(new Error(message.problem));
    });
    worker.on('error', (error: Error) => (fault = error));
    worker.once('exit', () => {
      running = undefined;
      for (const { reject } of waiting.values()) reject(fault ?? new Error('the lookups ended'));
      waiting.clear();
    });
    return worker;
  }

  return {
    async ask(name, input) {
      if (stopped) throw new Error('the lookups were stopped');
      running ??= start();
      const worker = await running;
      lastId += 1;
      const id = lastId;
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { resolve, reject }));
      worker.postMessage({ id, ask: name, input });
      return (await answer) as never;
    },
    async stop() {
      stopped = true;
      if (running !== undefined) await endThread(await running);
    },
  };
}
