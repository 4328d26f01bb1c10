import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Row } from './figure.ts';
import { quantile } from './statistics.ts';

/* What the figure of the window says, line by line. All times in milliseconds. */

const PAGES = fileURLToPath(new URL('../../out/renderer', import.meta.url));
const FRAME_MS = 1000 / 60;
/** What is promised, where the disk by itself syncs in less than the last of these, 99 times of 100. */
const PROMISED_MS: ReadonlyMap<number, number> = new Map([
  [0.95, 50],
  [0.99, 100],
]);
const PROMISED_UNDER_FSYNC_MS = 5;

export const ms = (time: number): string => `${time.toFixed(1)} ms`;

/** Against one frame, with the verdict on what is promised, and against the page answered from memory. */
export function latencyRows(
  { station, memory, fsync }: Readonly<Record<'station' | 'memory' | 'fsync', readonly number[]>>,
  orders: string,
): Row[] {
  const isQuietDisk = quantile(fsync, 0.99) < PROMISED_UNDER_FSYNC_MS;
  return [0.5, 0.95, 0.99].flatMap((share) => {
    const [above, below] = [quantile(station, share), quantile(memory, share)];
    const limit = PROMISED_MS.get(share);
    const noVerdict = limit === undefined || isQuietDisk ? '' : `; no verdict on ${limit} ms, the disk is too slow`;
    const what = `last key to painted answer p${share * 100}, ${orders} orders and a drain`;
    return [
      {
        what: `${what} : one frame`,
        measured: `${ms(above)} : ${ms(FRAME_MS)}${noVerdict}`,
        ratio: above / FRAME_MS,
        ...(limit !== undefined && isQuietDisk ? { goal: `<= ${limit} ms`, met: above <= limit } : {}),
      },
      {
        what: `${what} : the page answered from memory`,
        measured: `${ms(above)} : ${ms(below)}`,
        ratio: above / below,
      },
    ];
  });
}

/** Bytes of the built page by kind of file, as they are and by gzip. */
export function sizeRows(): Row[] {
  const sizes = new Map<string, { raw: number; gzip: number }>();
  for (const file of readdirSync(PAGES, { recursive: true, encoding: 'utf8' })) {
    const kind = extname(file).slice(1);
    if (kind === '') continue;
    const content = readFileSync(join(PAGES, file));
    const { raw, gzip } = sizes.get(kind) ?? { raw: 0, gzip: 0 };
    sizes.set(kind, { raw: raw + content.length, gzip: gzip + gzipSync(content).length });
  }
  return Array.from(sizes, ([kind, { raw, gzip }]) => ({
    what: `built page, ${kind}, raw : gzip`,
    measured: `${(raw / 1000).toFixed(1)} kB : ${(gzip / 1000).toFixed(1)} kB`,
    ratio: raw / gzip,
  }));
}
