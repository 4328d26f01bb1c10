import { expect, it } from 'vitest';
import { startBrowserServer } from '../../src/main/browser/browser-server.ts';
import { createSessions } from '../../src/main/browser/session.ts';
import { createClient } from '../../src/renderer/station/client.ts';
import { followLink } from '../support/hosts/follow-link.ts';
import { ownPort } from '../support/own-port.ts';
import { serveStation } from '../support/hosts/served-station.ts';

it('a page notices that its station is away, and when it is back is told what it missed', async () => {
  const { host, folder, open } = serveStation();
  const start = (port: number) =>
    startBrowserServer({
      host,
      sessions: createSessions('secret', Date.now),
      pages: folder,
      port,
      camera: false,
      hid: false,
    });
  const first = await start(await ownPort());
  const client = createClient((await followLink(first.newLink())).wire());
  const told: (boolean | string)[] = [];
  const waiting: (() => void)[] = [];
  const tell = (what: boolean | string): void => {
    told.push(what);
    for (const look of waiting.splice(0)) look();
  };
  const until = async (fits: () => boolean): Promise<void> => {
    while (!fits()) await new Promise<void>((resolve) => void waiting.push(resolve));
  };
  const stop = client.watch({ connected: tell, change: ({ view }) => view !== undefined && tell(view.kind) });
  await until(() => told.length === 2);
  await first.close();
  await until(() => told.length === 3);
  expect(await client.input({ scan: 'PS:OP:w1', id: 'lost' })).toMatchObject({ ok: false, code: 'away' });
  open.station.handle({ scan: 'PS:OP:w2' });
  const second = await start(first.port);
  await until(() => told.at(-1) === 'home');
  expect(told).toEqual([true, 'signin', false, true, 'home']);
  stop();
  await second.close();
});

it('a bug is named to the page by an id, and told in full to nobody but the station', async () => {
  const secret = new Error('the password is swordfish');
  const { host, reports } = serveStation({ sync: () => Promise.reject(secret) });
  const reply = await host.call('sync', undefined);
  expect(reply).toMatchObject({ ok: false, code: 'internal' });
  expect(JSON.stringify(reply)).not.toContain('swordfish');
  expect(reply.ok ? '' : reply.message).toMatch(/^[0-9a-f-]{36}$/);
  expect(reports).toEqual([secret]);
});
