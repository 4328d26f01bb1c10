import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Bench, openBench } from '../../../test/support/station/bench.ts';
import { HOUR, SECOND } from '../../../test/support/station/hand-clock.ts';
import { created, MUG_GTIN, PACK_SCANS, PICK_SCANS, TEA_GTIN } from '../../../test/support/station/samples.ts';
import { hashPin } from '../people/pin.ts';

/* Badges, PINs and leads at a real station. Slow are only the PINs: each check costs what it is meant to. */

const PIN = '73194628';
const PIN_HASH = hashPin(PIN);

const OPERATORS = [
  { id: 'w1', name: 'Wanda' },
  { id: 'w2', name: 'Willem', pin_hash: PIN_HASH },
  { id: 'l1', name: 'Lena', role: 'lead' },
  { id: 'l2', name: 'Luis', role: 'lead', pin_hash: PIN_HASH },
  { id: 'a1', name: 'Ada', role: 'admin' },
  { id: 'x1', name: 'Gone', active: false },
];
const LIMITS = { short_units: 1, short_pct: 100, weight_g: 500, weight_pct: 20 };
const SETTINGS = { operators: OPERATORS, approvals: LIMITS };

const audit = (bench: Bench) =>
  bench.rows<{ code: string; ok: number; operator_id: string | null; approver_id: string | null; scan: string | null }>(
    `SELECT code, ok, operator_id, approver_id, scan FROM audit ORDER BY id`,
  );

/** An order whose first line is at hand in its bin: two mugs. */
function picking(settings: object = SETTINGS): Bench {
  const bench = openBench(settings);
  bench.take(created('ORD-1'));
  expect(bench.codes('PS:OP:w1', 'PS:PICK', 'A-01-03')).toEqual(['signin.ok', 'pick.opened', 'pick.bin.ok']);
  return bench;
}

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

describe('a lead', () => {
  it('is asked for above the limit, approves once, and is signed in nowhere', () => {
    const bench = picking();
    expect(bench.scan('PS:SHORT:missing')).toMatchObject({ ok: false, code: 'lead.needed', sound: 'attention' });
    expect(bench.view).toMatchObject({
      kind: 'question',
      question: 'lead',
      operator: 'w1',
      order_id: 'ORD-1',
      matter: 'short',
      expect: ['badge'],
    });
    expect(bench.codes(MUG_GTIN, 'PS:OP:w1', 'PS:OP:w2', 'PS:OP:nobody')).toEqual([
      'lead.needed',
      'lead.role',
      'lead.role',
      'signin.unknown',
    ]);
    expect(bench.scan('PS:OP:l1')).toMatchObject({ code: 'pick.line.short', view: { kind: 'pick', operator: 'w1' } });
    const rows = audit(bench);
    expect(rows.at(-1)).toMatchObject({ operator_id: 'w1', approver_id: 'l1', scan: 'PS:OP:l1' });
    expect(bench.rows(`SELECT h.code, h.scan, h.approver_id FROM audit a JOIN audit h ON h.id = a.completes`)).toEqual([
      { code: 'lead.needed', scan: 'PS:SHORT:missing', approver_id: null },
    ]);
    // Once only; and one unit is below the limit.
    expect(bench.codes('PS:UNDO', 'PS:SHORT:missing', 'PS:CANCEL', 'A-01-03', MUG_GTIN, 'PS:SHORT:missing')).toEqual([
      'undo.ok',
      'lead.needed',
      'lead.withdrawn',
      'pick.bin.ok',
      'pick.item.ok',
      'pick.line.short',
    ]);
  });

  it('who is signed in decides alone', () => {
    const bench = picking();
    expect(bench.codes('PS:OP:l1', 'PS:SHORT:missing')).toEqual(['signin.ok', 'pick.line.short']);
  });

  it('with a PIN gives it, and is waited for over a kill between question and answer', () => {
    const bench = picking();
    bench.scan('PS:SHORT:damaged');
    const before = bench.view;
    bench.reopen();
    expect(bench.view).toEqual(before);
    expect(bench.codes('PS:OP:l2')).toEqual(['signin.pin.needed']);
    expect(bench.view).toMatchObject({ question: 'lead', asked: 'Luis', expect: ['pin'] });
    bench.reopen();
    expect(bench.codes('PS:PIN:1111', `PS:PIN:${PIN}`)).toEqual(['signin.pin.wrong', 'pick.line.short']);
    expect(audit(bench).at(-1)).toMatchObject({ operator_id: 'w1', approver_id: 'l2', scan: 'PS:PIN:****' });
    expect(bench.view).toMatchObject({ kind: 'pick', operator: 'w1' });
  });

  it('answers an input that comes again as it was answered first', () => {
    const bench = picking();
    const short = { scan: 'PS:SHORT:missing', id: 'short' };
    const badge = { scan: 'PS:OP:l1', id: 'badge' };
    const codes = [short, short, badge, badge, short].map((input) => bench.input(input).code);
    expect(codes).toEqual(['lead.needed', 'lead.needed', 'pick.line.short', 'pick.line.short', 'lead.needed']);
    expect(
      audit(bench)
        .slice(-3)
        .map(({ code }) => code),
    ).toEqual(['pick.bin.ok', 'lead.needed', 'pick.line.short']);
  });

  it('approves what was asked, not what became of it meanwhile', () => {
    const bench = picking();
    bench.scan('PS:SHORT:missing');
    bench.db.exec(`UPDATE order_lines SET quantity = 4 WHERE line_no = 1`);
    expect(bench.codes('PS:OP:l1')).toEqual(['lead.changed']);
    expect(bench.view).toMatchObject({ kind: 'pick' });
  });

  it('is not asked any more when the order is cancelled', () => {
    const bench = picking();
    bench.scan('PS:SHORT:missing');
    bench.take({
      specversion: '1.0',
      id: 'cancel',
      source: 'urn:shop',
      type: 'pickspan.order.cancelled',
      data: { order_id: 'ORD-1', reason: 'customer' },
    });
    expect(bench.view.kind).toBe('home');
    expect(bench.codes('PS:OP:l1')).toEqual(['signin.ok']);
  });

  it('is asked for a weight that is far off, for printing again, and for an order that is released', async () => {
    const bench = openBench({ ...SETTINGS, short_policy: 'hold' });
    bench.take(created('ORD-1'), created('ORD-2'));
    bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', MUG_GTIN, MUG_GTIN, TEA_GTIN);
    // A little off is the worker's own affair, with a reason as ever; far off is not.
    expect(bench.codes('PS:WEIGHT:1400', 'PS:REASON:filler', 'PS:WEIGHT:3000', 'PS:REASON:filler')).toEqual([
      'pack.weight.discrepancy',
      'pack.weight.ok',
      'pack.weight.discrepancy',
      'lead.needed',
    ]);
    expect(bench.view).toMatchObject({ question: 'lead', matter: 'weight' });
    expect(bench.codes('PS:OP:a1', 'PS:DONE')).toEqual(['pack.weight.ok', 'pack.done']);
    await bench.print();
    expect(bench.codes('PS:REPRINT:torn', 'PS:OP:l1')).toEqual(['lead.needed', 'print.again']);
    expect(bench.codes('ORD-2', 'A-01-03', MUG_GTIN, 'PS:SHORT:missing', 'B-02-01', TEA_GTIN, 'ORD-2')).toContain(
      'short.opened',
    );
    // Why is asked first, of everybody.
    expect(bench.codes('PS:RELEASE', 'PS:OP:l1', 'PS:REASON:customer', 'PS:OP:l1')).toEqual([
      'lead.needed',
      'lead.reason.needed',
      'lead.reason.ok',
      'short.released',
    ]);
    expect(bench.stateOf('ORD-2')).toBe('picked');
    expect(JSON.parse(String(bench.value(`SELECT detail FROM audit ORDER BY id DESC LIMIT 1`)))).toEqual({
      'approval.reason': 'customer',
    });
  });

  it('signed in still says why an order is released', () => {
    const bench = openBench({ ...SETTINGS, short_policy: 'hold' });
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:l1', 'PS:PICK', 'A-01-03', MUG_GTIN, 'PS:SHORT:missing', 'B-02-01', TEA_GTIN, 'ORD-1');
    expect(bench.codes('PS:RELEASE')).toEqual(['lead.reason.needed']);
    expect(bench.view).toMatchObject({ question: 'lead', expect: ['reason'] });
    expect(bench.codes('PS:REASON:customer')).toEqual(['short.released']);
    expect(audit(bench).at(-1)).toMatchObject({ operator_id: 'l1', approver_id: null });
  });

  it('is named in no span, whatever the station tells of its operators', () => {
    for (const operator of ['id', 'pseudonym', 'none']) {
      const bench = picking({ ...SETTINGS, telemetry: { operator } });
      bench.codes('PS:SHORT:missing', 'PS:OP:l1', 'B-02-01', TEA_GTIN);
      const told = bench.rows<{ otlp: string }>(`SELECT otlp FROM journal`).map(({ otlp }) => otlp);
      expect(told.length).toBeGreaterThan(2);
      expect(told.join()).not.toMatch(/"l1"|Lena/);
      expect(told.join().includes('"w1"')).toBe(operator === 'id');
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

describe('a take-over', () => {
  const what = { 'takeover.station': 'bench-9' };
  const reason = 'its disk is gone';

  it('is approved by a lead, with the PIN, a reason and a row in the log', () => {
    const bench = openBench(SETTINGS);
    const { approve } = bench.people;
    expect(approve('takeover', what, undefined)).toMatchObject({ ok: false });
    expect(approve('takeover', what, { badge: 'w1', pin: null, reason })).toMatchObject({ ok: false });
    for (const pin of [null, '9999', '9998'])
      expect(approve('takeover', what, { badge: 'l2', pin, reason })).toMatchObject({ ok: false });
    expect(approve('takeover', what, { badge: 'l2', pin: PIN, reason })).toMatchObject({ ok: false });
    bench.clock.advance(30 * SECOND);
    expect(approve('takeover', what, { badge: 'l2', pin: PIN, reason })).toEqual({ ok: true });
    expect(audit(bench).at(-1)).toMatchObject({ code: 'takeover.approved', approver_id: 'l2', operator_id: null });
  });
});

it('the golden run is the same with operators as without', () => {
  for (const settings of [{}, { operators: OPERATORS }]) {
    const bench = openBench(settings);
    bench.take(created('ORD-1'));
    bench.codes('PS:OP:w1', 'PS:PICK', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
    const sscc = String(bench.value('SELECT sscc FROM parcels'));
    bench.codes(sscc, String(bench.value('SELECT tracking_number FROM parcels')), 'PS:HANDOVER');
    expect(bench.stateOf('ORD-1')).toBe('dispatched');
    expect(audit(bench).filter(({ ok, code }) => ok === 0 && code !== 'operators.changed')).toEqual([]);
  }
});
