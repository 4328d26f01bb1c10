import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/pickspan.mjs', import.meta.url));

export interface HostProcess {
  /** Opens a session in one browser. */
  readonly link: string;
  stop(): Promise<void>;
}

/** Starts `pickspan open --browser` on a folder, which sends what waits there to the endpoint, in its own time. */
export async function startHost(folder: string, endpoint: string): Promise<HostProcess> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PICKSPAN|OTEL)_/.test(name));
  const child = spawn(process.execPath, [PROGRAM, 'open', '--browser', '--no-open', '--port', '0', '--data', folder], {
    env: { ...Object.fromEntries(inherited), OTEL_EXPORTER_OTLP_ENDPOINT: endpoint },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const ended = closed.then(() => Promise.reject(new Error('the host ended before it was open')));
  const [link] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
  ended.catch(() => undefined);
  return {
    link,
    async stop() {
      child.kill('SIGTERM');
      await closed;
    },
  };
}
