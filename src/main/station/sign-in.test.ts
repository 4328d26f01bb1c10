import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Bench, openBench } from '../../../test/support/station/bench.ts';
import { HOUR, SECOND } from '../../../test/support/station/hand-clock.ts';
import { LIMITS, audit, OPERATORS, picking, PIN, PIN_HASH, SETTINGS } from '../../../test/support/station/people.ts';
import { created, MUG_GTIN, PICK_SCANS } from '../../../test/support/station/samples.ts';

/* Badges and PINs at a real station. Slow are only the PINs: each check costs what it is meant to. */

describe('signing in', () => {
  it('takes any badge while no operators are set up, and asks nobody for a lead', () => {
    const bench = openBench({ approvals: { ...LIMITS, short_units: 0 } });
    bench.take(created('ORD-1'));
    const codes = bench.codes('PS:OP:anybody', 'PS:PICK', 'PS:SHORT:missing', 'PS:SHORT:missing', 'ORD-1', 'PS:PIN:1');
    expect(codes).toEqual([
      'signin.ok',
      'pick.opened',
      'pick.line.short',
      'pick.done',
      'short.opened',
      'command.unavailable',
    ]);
  });

  it('refuses badges that are unknown or no longer good, once there are operators', () => {
    const bench = openBench(SETTINGS);
    expect(bench.codes('PS:OP:stranger', 'PS:OP:x1', 'PS:PICK')).toEqual([
      'signin.unknown',
      'signin.unknown',
      'signin.needed',
    ]);
    expect(bench.view.operator).toBeNull();
  });

  it('asks for the PIN of a badge that has one, by barcode or typed', () => {
    const bench = openBench(SETTINGS);
    expect(bench.scan('PS:OP:w2')).toMatchObject({ ok: true, code: 'signin.pin.needed', sound: 'attention' });
    expect(bench.view).toMatchObject({ kind: 'signin', operator: null, asked: 'Willem', expect: ['pin'] });
    bench.reopen();
    expect(bench.view).toMatchObject({ asked: 'Willem', expect: ['pin'] });
    expect(bench.codes('PS:PICK', PIN, 'PS:PIN:1234')).toEqual([
      'signin.pin.needed',
      'signin.pin.needed',
      'signin.pin.wrong',
    ]);
    expect(bench.input({ scan: PIN, entry: 'typed' })).toMatchObject({ code: 'signin.ok', view: { operator: 'w2' } });
    expect(bench.codes('PS:SIGNOUT', 'PS:OP:w2', 'PS:CANCEL')).toEqual([
      'signout.ok',
      'signin.pin.needed',
      'signin.cancelled',
    ]);
    expect(bench.view).toMatchObject({ asked: null, expect: ['badge'] });
  });

  it('says with the wrong PIN that is one too many how long to wait', () => {
    const bench = openBench(SETTINGS);
    bench.scan('PS:OP:w2');
    const messages = ['0001', '0002', '0003', '0004'].map((pin) => bench.scan(`PS:PIN:${pin}`));
    expect(messages.map(({ code, message }) => `${code}: ${message.replace(/,.*/, '')}`)).toEqual([
      'signin.pin.wrong: Wrong PIN. Try again.',
      'signin.pin.wrong: Wrong PIN. Try again.',
      'signin.pin.wrong: Too many wrong PINs. Wait 30 s',
      'signin.pin.wait: Too many wrong PINs. Wait 30 s',
    ]);
  });

  it('lets who is signed in go on working when somebody else leaves a PIN unsaid', () => {
    const bench = picking();
    expect(bench.codes('PS:OP:w2', MUG_GTIN)).toEqual(['signin.pin.needed', 'pick.item.ok']);
    expect(bench.view).toMatchObject({ kind: 'pick', operator: 'w1' });
    expect(bench.codes('PS:OP:w2', `PS:PIN:${PIN}`)).toEqual(['signin.pin.needed', 'signin.ok']);
    expect(bench.view).toMatchObject({ kind: 'pick', operator: 'w2' });
  });

  it('makes whoever tries PINs wait longer and longer, over any restart, whatever the clock is set to', () => {
    const bench = openBench(SETTINGS);
    const attempt = (pin: string): string => (bench.scan('PS:OP:w2'), bench.scan(`PS:PIN:${pin}`).code);
    const codes: string[] = [];
    // A robot with six hours' time: it tries every two minutes, and turns the station off and on.
    for (let at = 0; at < 180; at += 1) {
      if (at % 40 === 0) bench.reopen();
      codes.push(attempt('0000'));
      bench.clock.advance(120 * SECOND);
    }
    expect(new Set(codes)).toEqual(new Set(['signin.pin.wrong', 'signin.pin.wait']));
    expect(codes.filter((code) => code === 'signin.pin.wrong').length).toBeLessThan(15);
    // The right one has to wait too, and a clock that is set back makes nobody wait for ever.
    bench.clock.setWall(bench.clock.now() - 48 * HOUR);
    expect(attempt(PIN)).toBe('signin.pin.wait');
    bench.clock.advance(HOUR);
    expect(attempt(PIN)).toBe('signin.ok');
    expect(bench.value(`SELECT failures FROM operators WHERE id = 'w2'`)).toBe(0);
  });

  it('leaves nothing of a PIN on the disk, right or wrong', async () => {
    const bench = picking();
    const wrong = '55918273';
    bench.codes('PS:OP:w2', `PS:PIN:${wrong}`, `ps-pin ${wrong}`, `PS:PIN:${wrong}:x`);
    bench.input({ scan: wrong, entry: 'typed', id: 'typed-1' });
    bench.input({ scan: `PS:PIN:${PIN}`, id: 'pin-1' });
    bench.codes(...PICK_SCANS.slice(1));
    await bench.print();
    bench.db.pragma('wal_checkpoint(PASSIVE)');
    const files = readdirSync(bench.folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name));
      expect([PIN, wrong].filter((pin) => bytes.includes(pin))).toEqual([]);
    }
  });
});

describe('a station nobody is at', () => {
  const AWAY = { station: { idle_minutes: 5 }, operators: OPERATORS };

  it('signs out, keeps the job open, and a badge goes on', () => {
    const bench = picking(AWAY);
    bench.clock.advance(5 * 60 * SECOND - 1);
    expect(bench.codes().length).toBe(0);
    expect(bench.scan('A-01-03').code).not.toBe('signin.needed');
    bench.clock.advance(5 * 60 * SECOND);
    expect(bench.scan(MUG_GTIN)).toMatchObject({ code: 'signin.needed', view: { kind: 'signin', operator: null } });
    expect(audit(bench).map(({ code }) => code)).toContain('station.locked');
    expect(bench.scan('PS:OP:a1')).toMatchObject({ code: 'signin.ok', view: { kind: 'pick', order_id: 'ORD-1' } });
    expect(bench.codes(MUG_GTIN)).toEqual(['pick.item.ok']);
  });

  it('is locked by the clock alone, also over a restart, and never by a clock that was set back', () => {
    const bench = picking(AWAY);
    bench.scan('PS:SHORT:missing');
    bench.clock.setWall(bench.clock.now() - HOUR);
    bench.reopen();
    expect(bench.view.operator).toBe('w1');
    bench.clock.advance(5 * 60 * SECOND);
    bench.reopen();
    expect(bench.view).toMatchObject({ kind: 'signin', operator: null });
  });
});

describe('who may work here', () => {
  it('is what station.json says, to the last operator', () => {
    const bench = new Bench({ operators: OPERATORS });
    onTestFinished(() => bench.remove());
    bench.codes('PS:OP:w1');
    expect(bench.people.change([{ id: 'new' }], 'new')).toMatchObject({ ok: false });
    bench.settle({ operators: OPERATORS.slice(1) });
    expect(bench.view.operator).toBeNull();
    expect(bench.codes('PS:OP:w1', 'PS:OP:a1')).toEqual(['signin.unknown', 'signin.ok']);
    expect(audit(bench).filter(({ code }) => code === 'operators.changed')).toHaveLength(OPERATORS.length + 1);
    // Opened again with the same list nothing changes.
    bench.reopen();
    expect(audit(bench).filter(({ code }) => code === 'operators.changed')).toHaveLength(OPERATORS.length + 1);
  });

  it('is changed one by one without it, and nobody is forgotten', () => {
    const bench = openBench();
    bench.codes('PS:OP:free');
    expect(bench.people.change([{ id: 'w1' }, { id: 'l1', role: 'lead', pin: PIN_HASH }], 'new')).toEqual({ ok: true });
    expect(bench.view.operator).toBeNull();
    expect(bench.people.change([{ id: 'w1' }], 'new')).toMatchObject({ ok: false });
    expect(bench.people.change([{ id: 'w3', pin: null }], 'known')).toMatchObject({ ok: false });
    expect(bench.codes('PS:OP:free', 'PS:OP:w1')).toEqual(['signin.unknown', 'signin.ok']);
    bench.people.change([{ id: 'w1', active: false }], 'known');
    expect(bench.view.operator).toBeNull();
    expect(bench.value(`SELECT group_concat(id || active) FROM operators`)).toBe('l11,w10');
    expect(JSON.stringify(bench.rows(`SELECT detail FROM audit`))).not.toContain('scrypt');
  });
});
