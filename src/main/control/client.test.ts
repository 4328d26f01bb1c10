import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ask } from './client.ts';
import { makeSocketFolder, socketPath } from './socket-path.ts';

it.each([
  ['a whole answer', '{"lines":[],"errors":[],"exit":0}\n', { lines: [], errors: [], exit: 0 }],
  ['no answer where the process died over it', '{"lines":["accep', undefined],
  ['no answer where it died before it', '', undefined],
])('is given %s', async (_what, said, answer) => {
  const folder = mkdtempSync(join(tmpdir(), 'pickspan-asked-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = socketPath(folder);
  makeSocketFolder(path);
  const server = createServer((socket) => socket.once('data', () => socket.end(said))).listen(path);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  expect(await ask(folder, { ask: 'inbox' })).toEqual(answer);
});
