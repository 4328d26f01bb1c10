import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { dataFolder } from '../../../test/support/folder.ts';
import { run } from '../../../test/support/pickspan.ts';
import { context, created } from '../../../test/support/station/samples.ts';
import { startReceiver } from '../demo/receiver/receiver.ts';
import { loadSettings } from '../settings/load.ts';

// Subscribers as a user meets them: real processes, a real receiver.

/** The day of the figures is the wall clock's: this test may not run over a midnight. */
function zoneWhereItIsNoon(): string {
  const aheadOfUtc = 12 - new Date().getUTCHours();
  // Named by what is to be added to be at UTC.
  return `Etc/GMT${aheadOfUtc >= 0 ? '-' : '+'}${Math.abs(aheadOfUtc)}`;
}

const withSettings = (settings: object): string => {
  const folder = dataFolder();
  writeFileSync(join(folder, 'station.json'), JSON.stringify(settings));
  return folder;
};

test('a sync tells subscribers first: their spans and links arrive with it, and the figures are there', async () => {
  const receiver = await startReceiver();
  onTestFinished(() => receiver.close());
  const folder = withSettings({
    station: { id: 'bench-4' },
    subscribers: [
      { name: 'send_order_confirmation', kind: 'folder', path: 'confirmed', channel: 'email' },
      { name: 'send_shipment_notification', kind: 'webhook', url: 'http://127.0.0.1:1/' },
    ],
  });
  const noon = { TZ: zoneWhereItIsNoon() };
  const env = { ...noon, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
  const input = JSON.stringify(created('ORD-1', {}, { traceparent: context(1).traceparent }));
  expect(await run(folder, ['intake', '-'], { input, env: noon })).toMatchObject({ code: 0 });
  const sync = await run(folder, ['sync'], { env });
  expect(sync).toMatchObject({ code: 0 });
  expect(sync.stdout).toBe(
    'Spans: 3 sent, 0 waiting.\nEvents to send_order_confirmation: 1 sent, 0 waiting.\nEvents to send_shipment_notification: 0 sent, 0 waiting.\n',
  );
  expect(readdirSync(join(folder, 'confirmed'))).toHaveLength(1);
  for (const name of ['send_order_confirmation', 'record_order_analytics']) {
    const spans = receiver.spans().filter((span) => span.name === name);
    expect(spans).toMatchObject([{ kind: 5, links: [{ traceId: context(1).traceId, spanId: context(1).spanId }] }]);
    expect(spans[0]?.parentSpanId).toBeUndefined();
    expect(JSON.stringify(spans[0]?.links)).toContain('triggered_by_order_created');
  }
  expect(receiver.problems).toEqual([]);
  const { stdout } = await run(folder, ['status', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    spans: { waiting: 0 },
    events: { subscribers: [{ name: 'send_order_confirmation', state: 'open', sent: 1 }, { waiting: 0 }] },
  });
  const figures = await run(folder, ['report', 'figures', '--csv'], { env: noon });
  expect(figures.stdout).toMatch(
    /^hour,station_id,worker,stage,orders,lines,units,scans,wrong,typed\n\S+Z,bench-4,,in,1,2,3,0,0,0\n$/,
  );
});

const CONFIRMATION = { name: 'send_order_confirmation', kind: 'folder', path: 'x' };
const WEBHOOK = { name: 'send_order_confirmation', kind: 'webhook', url: 'http://127.0.0.1:1/' };

test.each<[string, object, RegExp]>([
  ['a name that is none', { subscribers: [{ ...CONFIRMATION, name: 'send_flowers' }] }, /subscribers\.0\.name/],
  ['no address', { subscribers: [{ ...WEBHOOK, url: undefined }] }, /subscribers\.0\.url/],
  ['no web address', { subscribers: [{ ...WEBHOOK, url: 'mailto:a@b.c' }] }, /subscribers\.0\.url.*http/],
  ['a key of another kind', { subscribers: [{ ...CONFIRMATION, url: 'y' }] }, /subscribers\.0\.url: no such setting/],
  ['one twice', { subscribers: [CONFIRMATION, WEBHOOK] }, /a subscriber is set up twice/],
  ['a target called like one', { targets: [CONFIRMATION] }, /targets\.0\.name.*it belongs in subscribers/],
  ['a secret of another kind', { subscribers: [{ ...WEBHOOK, secret: 4711 }] }, /subscribers\.0\.secret(?!.*4711)/],
])('in the settings %s is named', (_what, settings, words) => {
  expect(() => loadSettings(withSettings(settings), {})).toThrow(words);
});
