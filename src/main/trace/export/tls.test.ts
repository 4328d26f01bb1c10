import { expect, onTestFinished, test } from 'vitest';
import { hasOpenssl, privateAuthority, tlsInFrontOf } from '../../../../test/support/private-authority.ts';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import { createExportHost } from './export-host.ts';
import type { ExportStart } from './export-messages.ts';
import { TestJournal } from './test-journal.ts';

test.skipIf(!hasOpenssl)(
  'TLS with a private authority: by the settings, by the variable, by the house’s own, and not without',
  async () => {
    const house = privateAuthority();
    const { authority } = house;
    const receiver = await startReceiver();
    const url = `https://127.0.0.1:${await tlsInFrontOf(Number(new URL(receiver.url).port), house)}`;
    const journal = new TestJournal();
    onTestFinished(async () => {
      journal.remove();
      await receiver.close();
    });

    async function sync(telemetry: ExportStart['telemetry'], environment: NodeJS.ProcessEnv): Promise<unknown> {
      const host = createExportHost({ db: journal.db, telemetry, environment });
      try {
        return await host.sync(true);
      } finally {
        await host.stop();
      }
    }
    journal.recordMany(2);
    expect(await sync({ endpoint: url }, {})).toMatchObject({ ok: true, result: { sent: 0, stillWaiting: 2 } });
    expect(receiver.requests).toHaveLength(0);
    expect(await sync({ endpoint: url, certificate: authority }, {})).toMatchObject({ ok: true, result: { sent: 2 } });
    journal.recordMany(3, 'more');
    const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: url, OTEL_EXPORTER_OTLP_CERTIFICATE: authority };
    expect(await sync({}, variables)).toMatchObject({ ok: true, result: { sent: 3 } });
    journal.recordMany(4, 'most');
    const network = { ca_file: authority };
    expect(await sync({ endpoint: url, network }, {})).toMatchObject({ ok: true, result: { sent: 4 } });
    expect(receiver.spans()).toHaveLength(9);
  },
);
