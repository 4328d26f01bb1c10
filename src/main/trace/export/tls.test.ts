import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../../demo/receiver/receiver.ts';
import { createExportHost } from './export-host.ts';
import type { ExportStart } from './export-messages.ts';
import { TestJournal } from './test-journal.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A certificate authority of our own and a certificate for 127.0.0.1 from it, as files of a folder. */
function privateAuthority(): { readonly folder: string; readonly authority: string } {
  const folder = mkdtempSync(join(tmpdir(), 'pickspan-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Hall 7');
  openssl('req', ...key, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=collector');
  writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1');
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names', '-days', '2'];
  openssl('x509', '-req', '-in', 'request.pem', '-out', 'cert.pem', ...signed);
  return { folder, authority: join(folder, 'ca.pem') };
}

test.skipIf(!hasOpenssl)(
  'TLS with a private authority: by the settings, by the variable, and not without',
  async () => {
    const { folder, authority } = privateAuthority();
    const receiver = await startReceiver();
    const { port } = new URL(receiver.url);
    const [key, cert] = ['key.pem', 'cert.pem'].map((file) => readFileSync(join(folder, file)));
    const tls = createServer({ key, cert }, (socket) => {
      const inner = connect(Number(port), '127.0.0.1');
      for (const each of [socket, inner]) each.on('error', () => each.destroy());
      socket.pipe(inner).pipe(socket);
    });
    tls.listen(0, '127.0.0.1');
    await once(tls, 'listening');
    const url = `https://127.0.0.1:${(tls.address() as AddressInfo).port}`;
    const journal = new TestJournal();
    onTestFinished(async () => {
      tls.close();
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
    expect(receiver.spans()).toHaveLength(5);
  },
);
