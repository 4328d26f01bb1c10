import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { ownPort } from './own-port.ts';
import { temporaryFolder } from './station/folder.ts';

/** Where CUPS keeps its programs; undefined where it is not installed, or where this user may not start it. */
export const hasCups =
  process.getuid?.() === 0 && ['/usr/sbin/cupsd', '/usr/sbin/lpadmin', '/usr/bin/lp'].every((file) => existsSync(file));

/** A CUPS of its own, in a folder of its own, on a socket of its own: nothing of the system's is touched. */
export async function startCups(): Promise<{ readonly server: string; readonly admin: (...args: string[]) => string }> {
  const folder = temporaryFolder();
  // What CUPS runs as another user has to find its way in.
  chmodSync(folder, 0o711);
  for (const name of ['state', 'spool', 'cache', 'root', 'spool/tmp'])
    mkdirSync(join(folder, name), { recursive: true });
  const server = join(folder, 'cups.sock');
  writeFileSync(
    join(folder, 'cupsd.conf'),
    [
      `Listen ${server}`,
      'LogLevel warn',
      'Browsing No',
      'DefaultAuthType None',
      'WebInterface No',
      'ErrorPolicy retry-job',
      'JobRetryInterval 1',
      '<Location />\n  Order allow,deny\n  Allow all\n</Location>',
      '<Policy default>\n  <Limit All>\n    Order deny,allow\n  </Limit>\n</Policy>',
      '',
    ].join('\n'),
  );
  writeFileSync(
    join(folder, 'cups-files.conf'),
    [
      `ServerRoot ${join(folder, 'root')}`,
      `StateDir ${join(folder, 'state')}`,
      `RequestRoot ${join(folder, 'spool')}`,
      `TempDir ${join(folder, 'spool/tmp')}`,
      `CacheDir ${join(folder, 'cache')}`,
      `AccessLog ${join(folder, 'access')}`,
      `ErrorLog ${join(folder, 'error')}`,
      `PageLog ${join(folder, 'page')}`,
      'FileDevice Yes',
      'User lp',
      'Group lp',
      'SystemGroup root',
      '',
    ].join('\n'),
  );
  const daemon = spawn(
    '/usr/sbin/cupsd',
    ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')],
    {
      stdio: 'inherit',
    },
  );
  onTestFinished(async () => {
    if (daemon.exitCode !== null) return;
    daemon.kill('SIGTERM');
    await once(daemon, 'exit');
  });
  while (!(await takesConnections(server))) {
    if (daemon.exitCode !== null) throw new Error(`cupsd ended with ${daemon.exitCode}`);
    await wait(20);
  }
  const env = { ...process.env, CUPS_SERVER: server, LC_ALL: 'C' };
  return {
    server,
    admin: (program, ...args) =>
      execFileSync(program ?? '', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
  };
}

function takesConnections(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(true));
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
  });
}

/** Somebody who listens on a port and keeps what he is sent. */
export async function listen(given?: number): Promise<{
  readonly port: number;
  readonly heard: () => Buffer;
  readonly close: () => Promise<void>;
}> {
  const chunks: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('data', (data) => chunks.push(data));
    socket.on('error', () => undefined);
  });
  const port = given ?? (await ownPort());
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.close();
    await once(server, 'close');
  };
  return {
    port,
    heard: () => Buffer.concat(chunks),
    close,
  };
}
