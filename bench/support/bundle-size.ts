import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const PAGES = fileURLToPath(new URL('../../out/renderer', import.meta.url));

/** Bytes of the built page by kind of file, as they are and by gzip. */
export function bundleSize(): Map<string, { raw: number; gzip: number }> {
  const sizes = new Map<string, { raw: number; gzip: number }>();
  for (const file of readdirSync(PAGES, { recursive: true, encoding: 'utf8' })) {
    const kind = extname(file).slice(1);
    if (kind === '') continue;
    const content = readFileSync(join(PAGES, file));
    const { raw, gzip } = sizes.get(kind) ?? { raw: 0, gzip: 0 };
    sizes.set(kind, { raw: raw + content.length, gzip: gzip + gzipSync(content).length });
  }
  return sizes;
}
