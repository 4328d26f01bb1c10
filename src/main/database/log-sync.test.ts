import { closeSync, readdirSync, readlinkSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { openLogSync } from './log-sync.ts';
import { openReadOnly } from './open.ts';

it('leaves the locks of the database to SQLite: others read and the station writes, before, between and after', () => {
  const bench = openBench();
  bench.db.exec('CREATE TABLE noted (n INTEGER)');
  const log = openLogSync(bench.folder, () => undefined);
  const reader = openReadOnly(bench.folder);
  const begun = reader?.prepare<[], number>('SELECT count(*) FROM noted').pluck();
  for (let n = 1; n <= 3; n += 1) {
    bench.db.prepare('INSERT INTO noted VALUES (?)').run(n);
    log.now();
    expect(begun?.get()).toBe(n);
  }
  reader?.exec('BEGIN');
  expect(begun?.get()).toBe(3);
  log.close();
  // The reader's lock still holds: a checkpoint may not throw away what it reads.
  bench.db.prepare('INSERT INTO noted VALUES (4)').run();
  expect(bench.db.pragma('wal_checkpoint(PASSIVE)')).toMatchObject([{ busy: 0 }]);
  expect(begun?.get()).toBe(3);
  reader?.exec('COMMIT');
  expect(begun?.get()).toBe(4);
  reader?.close();
});

/** The descriptors of this process that are open on a write-ahead log. */
const logsOpen = (): number[] =>
  readdirSync('/proc/self/fd')
    .map(Number)
    .filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).endsWith('-wal');
      } catch {
        return false;
      }
    });

it.runIf(process.platform === 'linux')('syncs once for all that asks within a moment', async () => {
  const bench = openBench();
  const before = new Set(logsOpen());
  let failures = 0;
  let told = (): void => undefined;
  const log = openLogSync(bench.folder, () => {
    failures += 1;
    told();
  });
  // Nothing is due any more once it was done at once.
  log.soon();
  log.now();
  const own = logsOpen().find((fd) => !before.has(fd));
  // From here on every sync fails, and so can be counted.
  closeSync(own ?? -1);
  for (const round of [1, 2]) {
    const failed = new Promise<void>((resolve) => (told = resolve));
    log.soon();
    log.soon();
    await failed;
    await nextTurn();
    expect(failures).toBe(round);
  }
});
