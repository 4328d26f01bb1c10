import { readFileSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, look, lookTwice, openInbox, order, results } from '../../../test/support/station/inbox.ts';
import { one } from '../../../test/support/station/one.ts';
import { STILL_MS } from './inbox.ts';

const reasonsOf = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe('a file that stands still', () => {
  it('is taken, and moved to done', async () => {
    const open = openInbox();
    writeFileSync(join(open.at, 'a.json'), order('ORD-1'));
    expect(await look(open.inbox)).toMatchObject({ taken: [], young: [Buffer.from('a.json')] });
    open.wait(STILL_MS - 1);
    expect(await look(open.inbox)).toMatchObject({ taken: [] });
    open.wait(1);
    expect(await look(open.inbox)).toMatchObject({ taken: [{ to: 'done', outcomes: [{ result: 'accepted' }] }] });
    expect([filesOf(open.at), filesOf(join(open.at, 'done')), filesOf(join(open.at, '.taking'))]).toEqual([
      ['.taking', 'done', 'refused'],
      ['a.json'],
      [],
    ]);
    expect(open.station.rows('SELECT source, linked FROM events_in')).toEqual([{ source: 'urn:shop', linked: 1 }]);
  });

  it('names the inbox as the source of a message that names none', async () => {
    const open = openInbox();
    writeFileSync(join(open.at, 'a'), '{"order_id": "ORD-1"}');
    expect(await lookTwice(open)).toMatchObject({ taken: [{ outcomes: [{ result: 'held', reason: 'items' }] }] });
    expect(open.station.rows('SELECT source FROM events_in')).toEqual([{ source: 'urn:pickspan:inbox' }]);
  });

  it('with a refused event goes to refused beside its reasons; the others are taken', async () => {
    const open = openInbox();
    writeFileSync(join(open.at, 'b.jsonl'), `${order('ORD-1')}\n{"half":\n[]\n${order('ORD-2')}\n`);
    const { taken } = await lookTwice(open);
    expect(results(one(taken).outcomes)).toEqual(['accepted', 'refused', 'refused', 'accepted']);
    expect(filesOf(join(open.at, 'refused'))).toEqual(['b.jsonl', 'b.jsonl.reason.json']);
    expect(reasonsOf(join(open.at, 'refused', 'b.jsonl.reason.json'))).toMatchObject([
      { result: 'refused', reason: 'not_json', path: '$', line: 2 },
      { result: 'refused', reason: 'not_an_event', path: '$', line: 3 },
    ]);
    expect(open.station.rows('SELECT way_in, line FROM refused_inputs')).toEqual([
      { way_in: 'urn:pickspan:inbox', line: 2 },
      { way_in: 'urn:pickspan:inbox', line: 3 },
    ]);
  });

  it('never overwrites one of the same name', async () => {
    const open = openInbox();
    for (const id of ['ORD-1', 'ORD-2']) {
      writeFileSync(join(open.at, 'a.json'), order(id));
      writeFileSync(join(open.at, 'bad.json'), `no event ${id}`);
      await lookTwice(open);
    }
    expect(filesOf(join(open.at, 'done'))).toEqual(['a-2.json', 'a.json']);
    const bad = filesOf(join(open.at, 'refused'));
    expect(bad).toEqual(['bad-2.json', 'bad-2.json.reason.json', 'bad.json', 'bad.json.reason.json']);
    expect(readFileSync(join(open.at, 'refused', 'bad-2.json'), 'utf8')).toBe('no event ORD-2');
  });
});

describe('a file that does not stand still', () => {
  it.each<[string, (file: string) => void]>([
    ['grows', (file) => writeFileSync(file, ' ', { flag: 'a' })],
    ['is touched', (file) => utimesSync(file, new Date(), new Date(Date.now() + 60_000))],
    ['is replaced', (file) => writeFileSync(file, order('ORD-2'))],
    ['shrinks', (file) => truncateSync(file, 10)],
  ])('%s: its two seconds begin again', async (_name, change) => {
    const open = openInbox();
    const file = join(open.at, 'a.json');
    writeFileSync(file, order('ORD-1'));
    utimesSync(file, 1000, 1000);
    await look(open.inbox);
    open.wait(STILL_MS - 1);
    change(file);
    await look(open.inbox);
    open.wait(STILL_MS - 1);
    expect(await look(open.inbox)).toMatchObject({ taken: [] });
    open.wait(1);
    expect((await look(open.inbox)).taken).toHaveLength(1);
  });

  it('asked once, its own time tells how long ago it was written', async () => {
    const open = openInbox();
    for (const [name, secondsAgo] of [
      ['old', 3],
      ['young', 0],
      ['from-tomorrow', -86_400],
    ] as const) {
      const file = join(open.at, name);
      writeFileSync(file, order(name));
      const at = Date.now() / 1000 - secondsAgo;
      utimesSync(file, at, at);
    }
    const { taken, young } = await open.inbox.look({ stillBy: 'written' });
    expect(taken.map(({ name }) => name.toString())).toEqual(['old']);
    expect(young.map(String)).toEqual(['young', 'from-tomorrow']);
  });

  it('oldest first', async () => {
    const open = openInbox();
    for (const [name, at] of [
      ['a', 3000],
      ['b', 1000],
      ['c', 2000],
    ] as const) {
      writeFileSync(join(open.at, name), order(name));
      utimesSync(join(open.at, name), at, at);
    }
    const { taken } = await open.inbox.look({ stillBy: 'written' });
    expect(taken.map(({ name }) => name.toString())).toEqual(['b', 'c', 'a']);
  });
});
