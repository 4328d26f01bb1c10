import { askedThread } from '../../threads/asked-thread.ts';
import { startThread } from '../../threads/start-thread.ts';
import { resolveEndpoint } from '../../trace/export/endpoint.ts';
import type { Lookups, LookupStart, ToLookup } from './lookup-messages.ts';

export interface LookupHost {
  /** Rejects where the question met a bug, or the thread ended. */
  ask<Name extends keyof Lookups>(
    name: Name,
    input: Parameters<Lookups[Name]>[0],
  ): Promise<Awaited<ReturnType<Lookups[Name]>>>;
  stop(): Promise<void>;
}

/** The lookups, seen from the station. */
export function createLookupHost(options: {
  readonly folder: string;
  readonly version: string;
  readonly telemetry: Parameters<typeof resolveEndpoint>[0];
  readonly environment: NodeJS.ProcessEnv;
}): LookupHost {
  const { folder, version, telemetry, environment } = options;
  const thread = askedThread<ToLookup>({
    async start() {
      // An import that the bundler makes a file of its own, which then knows its address.
      const { lookupWorkerUrl } = await import('./lookup-worker.ts');
      const reading = await resolveEndpoint(telemetry, environment);
      const endpoint = reading.ok
        ? { url: reading.endpoint?.url, problem: undefined }
        : { url: undefined, problem: reading.problem };
      const data: LookupStart = { task: 'pickspan lookups', folder, version, endpoint };
      return startThread(lookupWorkerUrl, { name: 'lookups', data, environment });
    },
    holds: false,
  });
  return {
    ask: async (name, input) => (await thread.ask({ ask: name, input } as ToLookup)) as never,
    stop: () => thread.stop(),
  };
}
