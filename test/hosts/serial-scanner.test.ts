import { expect, it } from 'vitest';
import type { Change, DeviceAnswer } from '../../src/shared/contract.ts';
import { serveStation } from '../support/hosts/served-station.ts';

/** A real station, and what its windows are told of a scanner that the station itself listens to. */
function listen() {
  const station = serveStation();
  const changes: Change[] = [];
  station.host.watch((change) => changes.push(change));
  const answers = (): readonly DeviceAnswer[] => changes.flatMap(({ answer }) => answer ?? []);
  return { ...station, changes, answers };
}

const scan = (text: string) => ({ kind: 'scan', text, startedMs: 0, endedMs: 1 }) as const;

it('takes a scan as one input with an id of its own, and tells its answer with the view it led to', () => {
  const { host, open, changes, answers } = listen();
  host.heard(scan('PS:OP:w1'));
  host.heard(scan('PS:OP:w1'));
  host.heard(scan('NO-SUCH-CODE'));
  expect(answers().map(({ text, entry, outcome }) => [text, entry, 'code' in outcome ? outcome.code : null])).toEqual([
    ['PS:OP:w1', 'scan', 'signin.ok'],
    ['PS:OP:w1', 'scan', 'signin.ok'],
    ['NO-SUCH-CODE', 'scan', 'scan.unknown'],
  ]);
  expect(changes[0]).toMatchObject({ view: { kind: 'home', operator: 'w1' }, answer: { outcome: { ok: true } } });
  const ids = open.db.prepare<[], { id: string }>(`SELECT id FROM inputs`).all();
  expect(new Set(ids.map(({ id }) => id)).size).toBe(3);
});

it('says of what is no scan why, and gives none of it to the station', () => {
  const { host, open, answers } = listen();
  host.heard({ kind: 'incomplete', text: '950', reason: 'silence' });
  host.heard({ kind: 'discarded', text: '\uFFFD', reason: 'not-utf8' });
  host.heard({ kind: 'unplugged', text: '/dev/scanner' });
  expect(answers().map(({ text, outcome }) => [text, 'failed' in outcome ? outcome.failed : null])).toEqual([
    ['950', 'silence'],
    ['\uFFFD', 'not-utf8'],
    ['/dev/scanner', 'unplugged'],
  ]);
  expect(open.db.prepare(`SELECT * FROM audit`).all()).toEqual([]);
});

it('outlives a bug of the station, and says that this scan was not taken', () => {
  const { host, open, answers, reports } = listen();
  open.station.handle = () => {
    throw new Error('a bug');
  };
  host.heard(scan('PS:OP:w1'));
  expect(answers()).toMatchObject([{ outcome: { failed: 'internal' } }]);
  expect(reports.length).toBe(1);
});
