import type { Page } from 'playwright-core';
import { CALL_CHANNEL, type StationBridge } from '../../src/shared/bridge.ts';
import type { CallName, Change, Reply, StationListener } from '../../src/shared/contract.ts';
import { createClient } from '../../src/renderer/station/client.ts';
import { chromiumNote, hasChromium } from '../support/chromium.ts';
import { startElectronDouble } from '../support/electron-double.ts';
import { takeIn } from '../support/orders.ts';
import { temporaryFolder } from '../support/station/folder.ts';
import { describeStation } from './station-contract.ts';

const OWN_FRAME = { origin: 'app://station', parent: null };

/** The built main process, preload and page on the double, with Chromium for its window. */
const connect = async () => {
  const folder = temporaryFolder();
  const double = await startElectronDouble(folder);
  const page = await double.page();
  return {
    client: createClient(await wireThrough(page)),
    raw: (name: string, input: unknown) =>
      double.ask('invokeFrom', OWN_FRAME, CALL_CHANNEL, name, input) as Promise<Reply<unknown>>,
    takeIn: (...events: readonly unknown[]) => takeInAll(folder, events),
  };
};

describeStation(`over Electron (double)${chromiumNote}`, connect, hasChromium);

/** `window.station` of the page, as the page itself would use it. */
async function wireThrough(page: Page) {
  const listeners = new Set<StationListener>();
  await page.exposeFunction('testHears', (change: Change) => {
    for (const { change: tell } of listeners) tell(change);
  });
  await page.evaluate(() => {
    const { station, testHears } = globalThis as unknown as {
      station: StationBridge;
      testHears: (change: Change) => void;
    };
    station.watch((change) => testHears(change));
  });
  return {
    call: (name: CallName, input: unknown): Promise<Reply<unknown>> =>
      page.evaluate(
        ([name, input]) => {
          const { station } = globalThis as unknown as { station: StationBridge };
          const call = station[name] as (input: unknown) => Promise<Reply<unknown>>;
          return call(input);
        },
        [name, input] as const,
      ),
    watch(listener: StationListener) {
      listeners.add(listener);
      listener.connected(true);
      return () => void listeners.delete(listener);
    },
  };
}

/** By another process, over the control socket; refusals are part of it. */
async function takeInAll(folder: string, events: readonly unknown[]): Promise<void> {
  for (const event of events) await takeIn(folder, event).catch(() => undefined);
}
