import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { SECOND } from '../../../test/support/station/hand-clock.ts';
import { audit, OPERATORS, picking, PIN, SETTINGS } from '../../../test/support/station/people.ts';
import { created, MUG_GTIN, TEA_GTIN, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';

/* What a worker may not decide alone, at a real station. */

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
