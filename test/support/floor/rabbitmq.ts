import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from 'rabbitmq-client';
import { ownPort } from '../own-port.ts';

/* A real RabbitMQ of a test's own: its node, ports, disks and port mapper lie in a folder that goes with it. */

const PROGRAM = '/usr/lib/rabbitmq/bin/rabbitmq-server';
const CONTROL = '/usr/lib/rabbitmq/bin/rabbitmqctl';

/** Where there is none, tests say so. */
export const hasRabbit = existsSync(PROGRAM) && existsSync(CONTROL);
export const NO_RABBIT = 'skipped: no RabbitMQ';

export interface Rabbit {
  readonly url: string;
  /** A connection of the test itself. */
  connection(): Connection;
  ctl(...args: readonly string[]): string;
  /** The broker goes away, as in a power cut, and comes back with what is on its disk. */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function startRabbit(): Promise<Rabbit> {
  const folder = mkdtempSync(join(tmpdir(), 'pickspan-rabbit-'));
  const [port, distribution, mapper] = [await ownPort(), await ownPort(), await ownPort()];
  const node = `pickspan${port}@localhost`;
  writeFileSync(join(folder, 'rabbitmq.conf'), `listeners.tcp.1 = 127.0.0.1:${port}\ndisk_free_limit.absolute = 1MB\n`);
  writeFileSync(join(folder, 'plugins'), '[].\n');
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    ERL_EPMD_PORT: String(mapper),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_NODENAME: node,
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONF_ENV_FILE: join(folder, 'none'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    // A small machine: no busy waiting of schedulers.
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+sbwt none +sbwtdcpu none +sbwtdio none +S 1:1',
  };
  const epmd = spawn('epmd', ['-port', String(mapper), '-address', '127.0.0.1'], { stdio: 'ignore' });
  const connections: Connection[] = [];
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const child = spawn(PROGRAM, [], { env, stdio: 'ignore', detached: true });
    server = child;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`RabbitMQ ended with ${child.exitCode}: see ${folder}/log`);
      if (await answers(port)) return;
      await wait(100);
    }
  }

  async function kill(): Promise<void> {
    if (server?.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    // The script and the machine it runs, and nobody else: they are a process group of their own.
    process.kill(-server.pid, 'SIGKILL');
    await ended;
  }

  await start();
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    connection() {
      const made = new Connection({ url: `amqp://guest:guest@127.0.0.1:${port}`, retryLow: 100, retryHigh: 500 });
      made.on('error', () => undefined);
      connections.push(made);
      return made;
    },
    ctl: (...args) => execFileSync(CONTROL, ['-q', ...args], { env, encoding: 'utf8' }),
    kill,
    start,
    async remove() {
      for (const each of connections) each.unsafeDestroy();
      await kill();
      epmd.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const probe = new Connection({
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    connectionTimeout: 2000,
    retryLow: 60_000,
  });
  probe.on('error', () => undefined);
  try {
    await probe.onConnect(1000, true);
    return true;
  } catch {
    return false;
  } finally {
    probe.unsafeDestroy();
  }
}
