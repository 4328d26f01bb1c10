import { onTestFinished } from 'vitest';
import { startBrowserServer } from '../../src/main/browser/browser-server.ts';
import { createSessions } from '../../src/main/browser/session.ts';
import { createClient } from '../../src/renderer/station/client.ts';
import type { Reply } from '../../src/shared/contract.ts';
import { followLink } from '../support/hosts/follow-link.ts';
import { serveStation } from '../support/hosts/served-station.ts';
import { describeStation } from './station-contract.ts';

/** Real HTTP and server-sent events, with the page's own client. */
describeStation('over the browser host', async () => {
  const { host, open, folder } = serveStation();
  const sessions = createSessions('secret', Date.now);
  const server = await startBrowserServer({ host, sessions, pages: folder, port: 0, camera: false, hid: false });
  onTestFinished(() => server.close());
  const browser = await followLink(server.newLink());
  return {
    client: createClient(browser.wire()),
    raw: async (name, input) => {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(input);
      const response = await browser.request(`/call/${name}`, { method: 'POST', headers, body });
      return (await response.json()) as Reply<unknown>;
    },
    takeIn: (...events) => {
      for (const event of events) open.intake(JSON.stringify(event), 'urn:test');
      return Promise.resolve();
    },
  };
});
