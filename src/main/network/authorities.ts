import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';

/**
 * Certificates to trust: those that everybody trusts, and the house's own.
 * @param file PEM; undefined: what everybody trusts, as it is without being said.
 * @throws where the file cannot be read.
 */
export function authorities(file: string | undefined): string[] | undefined {
  return file === undefined ? undefined : [...getCACertificates('default'), readFileSync(file, 'utf8')];
}
