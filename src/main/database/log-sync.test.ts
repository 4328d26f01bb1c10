import { expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { openLogSync } from './log-sync.ts';
import { openReadOnly } from './open.ts';

it('leaves the locks of the database to SQLite: others read and the station writes, before, between and after', () => {
  const bench = openBench();
  bench.db.exec('CREATE TABLE noted (n INTEGER)');
  const log = openLogSync(bench.folder);
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
