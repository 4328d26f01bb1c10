import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { afterwards } from './afterwards.ts';
import { dataFolder } from './folder.ts';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

export interface PrivateAuthority {
  readonly folder: string;
  /** The file of its certificate. */
  readonly authority: string;
}

/** A certificate authority of our own and a certificate for 127.0.0.1 from it, as files of a folder. */
export function privateAuthority(): PrivateAuthority {
  const folder = dataFolder();
  const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=Hall 7');
  openssl('req', ...key, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=collector');
  writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1');
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names', '-days', '2'];
  openssl('x509', '-req', '-in', 'request.pem', '-out', 'cert.pem', ...signed);
  return { folder, authority: join(folder, 'ca.pem') };
}

/** TLS in front of a port of this computer. @returns its own port. */
export async function tlsInFrontOf(port: number, { folder }: PrivateAuthority): Promise<number> {
  const [key, cert] = ['key.pem', 'cert.pem'].map((file) => readFileSync(join(folder, file)));
  const tls = createServer({ key, cert }, (socket) => {
    const inner = connect(port, '127.0.0.1');
    for (const each of [socket, inner]) each.on('error', () => each.destroy());
    socket.pipe(inner).pipe(socket);
  });
  tls.on('tlsClientError', () => undefined);
  tls.listen(0, '127.0.0.1');
  await once(tls, 'listening');
  afterwards(() => void tls.close());
  return (tls.address() as AddressInfo).port;
}
