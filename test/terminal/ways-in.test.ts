import { existsSync, mkdirSync, readFileSync, renameSync, statSync, utimesSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rows } from '../support/database.ts';
import { dataFolder, dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated } from '../support/orders.ts';
import { accept, run, startTerminal } from '../support/pickspan.ts';

/* The inbox and the HTTP door of a real station. */

const order = (id: string): string => JSON.stringify(orderCreated(id, [mugs(1)]));

/** Lays a file into the inbox as a careful program does: written under another name, then renamed. */
function drop(folder: string, name: string, content: string, secondsAgo = 0): void {
  const inbox = join(folder, 'inbox');
  mkdirSync(inbox, { recursive: true });
  const [written, dropped] = [join(inbox, `${name}.part`), join(inbox, name)];
  writeFileSync(written, content);
  const at = Date.now() / 1000 - secondsAgo;
  utimesSync(written, at, at);
  renameSync(written, dropped);
}

/** Resolves once the path is there. */
function appears(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!existsSync(join(folder, name))) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(folder, look);
    look();
  });
}

const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

describe('a file dropped into the inbox of a running terminal', () => {
  it('is taken unasked, its order can be picked, and nothing is said about it on stdout', async () => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    const done = join(folder, 'inbox', 'done');
    drop(folder, 'a.json', order('ORD-1'));
    await appears(done, 'a.json');
    await accept(terminal, 'PS:PICK', 'A-01-03', GTIN.mug);
    expect(terminal.lastView()).toMatchObject({ kind: 'home' });
    drop(folder, 'b.jsonl', `${order('ORD-2')}\n{"half":\n`);
    await appears(join(folder, 'inbox', 'refused'), 'b.jsonl');
    const reasons: unknown = JSON.parse(readFileSync(join(folder, 'inbox', 'refused', 'b.jsonl.reason.json'), 'utf8'));
    expect(reasons).toMatchObject([{ result: 'refused', reason: 'not_json', line: 2 }]);
    expect(await accept(terminal, 'PS:PICK')).toMatchObject({ view: { order_id: 'ORD-2' } });
    expect(await terminal.close()).toBe(0);
  });

  it('is read again when the station was killed while it had it', async () => {
    const folder = dataFolder();
    const first = await startTerminal(folder);
    await first.kill('SIGKILL');
    // As a station leaves it that dies between the rename and the commit.
    writeFileSync(join(folder, 'inbox', '.taking', 'a.json'), order('ORD-1'));
    const second = await startTerminal(folder);
    await appears(join(folder, 'inbox', 'done'), 'a.json');
    expect(await accept(second, 'PS:OP:w1', 'PS:PICK')).toMatchObject({ view: { order_id: 'ORD-1' } });
    expect(await second.close()).toBe(0);
  });
});

/** No time goes by for such a station: it sees no file stand still, and takes none by itself. */
const NEVER_STILL = { NODE_OPTIONS: '--import=data:text/javascript,performance.now=()=>0' };

describe('intake without a file', () => {
  it.each([
    ['by itself', false],
    ['handed over to a running terminal', true],
  ])('takes what lies in the inbox: %s', async (_name, isRunning) => {
    const folder = dataFolder();
    drop(folder, 'a.json', order('ORD-1'), 60);
    drop(folder, 'b.json', 'no event', 30);
    drop(folder, 'young.json', order('ORD-2'), -3600);
    drop(folder, '.hidden', order('ORD-3'), 60);
    const terminal = isRunning ? await startTerminal(folder, NEVER_STILL) : undefined;
    const { code, stdout, stderr } = await run(folder, ['intake']);
    expect(linesOf(stdout)).toMatchObject([
      { result: 'accepted', order_id: 'ORD-1', linked: true },
      { result: 'refused', reason: 'not_json' },
    ]);
    expect([code, stderr.trim().split('\n')]).toEqual([
      1,
      [
        '1 of 2 refused; the reasons lie in inbox/refused with "b.json".',
        'Left in the inbox: "young.json" (just written).',
      ],
    ]);
    expect(await terminal?.close()).toBe(isRunning ? 0 : undefined);
  });

  it('of an empty inbox says nothing, and the inbox is made', async () => {
    const folder = dataFolder();
    expect(await run(folder, ['intake'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(statSync(join(folder, 'inbox', 'done')).isDirectory()).toBe(true);
  });
});

describe('POST /events on a running terminal', () => {
  const post = (folder: string, body: string, token = readFileSync(join(folder, 'http-token'), 'utf8').trim()) =>
    fetch(`http://127.0.0.1:${readFileSync(join(folder, 'http-port'), 'utf8').trim()}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' },
      body,
    });

  it('takes an order that can be picked at once', async () => {
    const folder = dataFolderWith({ http: { port: 0 } });
    const terminal = await startTerminal(folder);
    expect(statSync(join(folder, 'http-token')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'http-token'), 'utf8')).toMatch(/^[\w-]{43}\n$/);
    const answer = await post(folder, order('ORD-1'));
    expect([answer.status, await answer.json()]).toMatchObject([200, { result: 'accepted', order_id: 'ORD-1' }]);
    expect((await post(folder, order('ORD-2'), 'not-the-token')).status).toBe(401);
    expect(await accept(terminal, 'PS:OP:w1', 'PS:PICK')).toMatchObject({ view: { order_id: 'ORD-1' } });
    expect(await terminal.close()).toBe(0);
    expect(existsSync(join(folder, 'http-port'))).toBe(false);
    expect(rows(folder, 'SELECT count(*) AS n FROM orders')).toEqual([{ n: 1 }]);
  });

  it('keeps its token from one start to the next, and takes one of the settings', async () => {
    const folder = dataFolderWith({ http: { port: 0 } });
    const token = join(folder, 'http-token');
    const first = await startTerminal(folder);
    const before = readFileSync(token, 'utf8');
    expect(await first.close()).toBe(0);
    const second = await startTerminal(folder);
    expect(readFileSync(token, 'utf8')).toBe(before);
    expect(await second.close()).toBe(0);
    writeFileSync(join(folder, 'mine'), 'a-token-of-my-own\n');
    const third = await startTerminal(folder, { PICKSPAN_HTTP_TOKEN_FILE: 'mine' });
    expect((await post(folder, order('ORD-1'), 'a-token-of-my-own')).status).toBe(200);
    expect((await post(folder, order('ORD-1'), before.trim())).status).toBe(401);
    expect(await third.close()).toBe(0);
  });

  it('is closed without a port, and a port left by a dead station is forgotten', async () => {
    const folder = dataFolder();
    writeFileSync(join(folder, 'http-port'), '1\n');
    const terminal = await startTerminal(folder);
    expect([existsSync(join(folder, 'http-port')), existsSync(join(folder, 'http-token'))]).toEqual([false, false]);
    expect(await terminal.close()).toBe(0);
  });

  it('a port or a token that cannot be had stops nobody from picking', async () => {
    const one = dataFolderWith({ http: { port: 0 } });
    const first = await startTerminal(one);
    const taken = readFileSync(join(one, 'http-port'), 'utf8').trim();
    const second = await startTerminal(dataFolder(), { PICKSPAN_HTTP_PORT: taken });
    expect(await accept(second, 'PS:OP:w1')).toMatchObject({ code: 'signin.ok' });
    const short = dataFolderWith({ http: { port: 0 } });
    writeFileSync(join(short, 'http-token'), 'short');
    const third = await startTerminal(short);
    expect(await accept(third, 'PS:OP:w1')).toMatchObject({ code: 'signin.ok' });
    expect(existsSync(join(short, 'http-port'))).toBe(false);
    expect([await first.close(), await second.close(), await third.close()]).toEqual([0, 0, 0]);
  });
});

it('intake refuses the lines that are no UTF-8, and no others', async () => {
  const name = '"Mug":"M\u00FCller"';
  const lines = [order('ORD-1'), order('ORD-2').replace('{', `{${name},`), order('ORD-3')];
  const input = Buffer.concat(lines.map((line, index) => Buffer.from(`${line}\n`, index === 1 ? 'latin1' : 'utf8')));
  const { code, stdout } = await run(dataFolder(), ['intake', '-'], { input });
  expect(code).toBe(1);
  expect(linesOf(stdout)).toMatchObject([
    { result: 'accepted', order_id: 'ORD-1' },
    { result: 'refused', reason: 'not_utf8', line: 2 },
    { result: 'accepted', order_id: 'ORD-3' },
  ]);
});

it('status beside a running station counts what is in its log, and no file that is still being written', async () => {
  const folder = dataFolder();
  const terminal = await startTerminal(folder);
  writeFileSync(join(folder, 'inbox', 'half.json.part'), order('ORD-1'));
  const status = JSON.parse((await run(folder, ['status', '--json'])).stdout) as { database: { bytes: number } };
  expect(status).toMatchObject({ inbox: { waiting: 0 } });
  // An empty schema is that large, however little of it has left the log for the file.
  expect(status.database.bytes).toBeGreaterThan(100_000);
  expect(await terminal.close()).toBe(0);
});
