import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, lookTwice, openInbox, order, results } from '../../../test/support/station/inbox.ts';
import { one } from '../../../test/support/station/one.ts';
import { createInbox } from './inbox.ts';

describe('when something goes wrong', () => {
  it('between rename and commit the file is read again, and nothing is taken twice', async () => {
    const open = openInbox();
    open.station.intake(order('ORD-1'), 'urn:pickspan:inbox');
    mkdirSync(join(open.at, '.taking'));
    writeFileSync(join(open.at, '.taking', 'a.jsonl'), `${order('ORD-1')}\n${order('ORD-2')}`);
    writeFileSync(join(open.at, 'a.jsonl'), order('ORD-3'));
    const { taken } = await lookTwice(open);
    expect(taken.map(({ outcomes }) => results(outcomes))).toEqual([['accepted', 'accepted'], ['accepted']]);
    expect(filesOf(join(open.at, 'done'))).toEqual(['a-2.jsonl', 'a.jsonl']);
  });

  it('an event known by its id is a duplicate', async () => {
    const open = openInbox();
    const event = order('ORD-1');
    open.station.intake(event, 'urn:pickspan:inbox');
    mkdirSync(join(open.at, '.taking'));
    writeFileSync(join(open.at, '.taking', 'a.json'), event);
    expect(await lookTwice(open)).toMatchObject({ taken: [{ to: 'done', outcomes: [{ result: 'duplicate' }] }] });
  });

  it('a look that is ended leaves the rest to the next', async () => {
    const open = openInbox();
    const lines = Array.from({ length: 1001 }, (_, n) => JSON.stringify({ order_id: `ORD-${n}` }));
    writeFileSync(join(open.at, 'a.jsonl'), lines.join('\n'));
    const ending = new AbortController();
    let batches = 0;
    const inbox = createInbox({
      folder: open.at,
      take(batch, wayIn) {
        batches += 1;
        if (batches === 2) ending.abort();
        return open.station.intake.batch(batch, wayIn);
      },
    });
    utimesSync(join(open.at, 'a.jsonl'), 1000, 1000);
    expect(await inbox.look({ stillBy: 'written', signal: ending.signal })).toMatchObject({ taken: [] });
    expect(open.station.rows('SELECT count(*) AS n FROM orders')).toEqual([{ n: 1000 }]);
    expect(filesOf(join(open.at, '.taking'))).toEqual(['a.jsonl']);
    const { taken } = await inbox.look({ stillBy: 'written' });
    expect(new Set(results(one(taken).outcomes).slice(0, 1000))).toEqual(new Set(['duplicate']));
    expect(open.station.rows('SELECT count(*) AS n FROM orders')).toEqual([{ n: 1001 }]);
  });

  it('what the station stumbles over is refused, and not tried for ever', async () => {
    const open = openInbox();
    writeFileSync(join(open.at, 'a.jsonl'), `${order('ORD-1')}\n${order('ORD-2')}`);
    const inbox = createInbox({
      folder: open.at,
      take(batch, wayIn) {
        if (batch.form === 'batch') throw new Error('a bug');
        return open.station.intake.batch(batch, wayIn);
      },
    });
    utimesSync(join(open.at, 'a.jsonl'), 1000, 1000);
    expect(await inbox.look({ stillBy: 'written' })).toMatchObject({
      taken: [{ to: 'refused', outcomes: [{ result: 'refused', reason: 'unexpected' }] }],
    });
  });

  it('a disk that takes nothing leaves the file for later', async () => {
    const open = openInbox();
    writeFileSync(join(open.at, 'a.json'), order('ORD-1'));
    let isFull = true;
    const inbox = createInbox({
      folder: open.at,
      take(batch, wayIn) {
        if (isFull) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
        return open.station.intake.batch(batch, wayIn);
      },
    });
    utimesSync(join(open.at, 'a.json'), 1000, 1000);
    expect(await inbox.look({ stillBy: 'written' })).toMatchObject({ taken: [], troubles: [{ code: 'SQLITE_FULL' }] });
    isFull = false;
    expect(await inbox.look({ stillBy: 'written' })).toMatchObject({ taken: [{ to: 'done' }] });
    expect(existsSync(join(open.at, 'done', 'a.json'))).toBe(true);
  });
});
