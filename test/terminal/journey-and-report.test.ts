import { beforeAll, describe, expect, it } from 'vitest';
import { span } from '../support/database.ts';
import { dataFolder } from '../support/folder.ts';
import { aNumber, textLike } from '../support/matchers.ts';
import { checkoutOf, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, run, startTerminal } from '../support/pickspan.ts';
import { numbersOf, packMugs } from '../support/shift.ts';

/* Where an order spent its time, and which orders took too long. */

const linesOf = (text: string): string[] => text.trimEnd().split('\n');

describe('an order that was shipped long after its checkout', () => {
  let folder: string;

  beforeAll(async () => {
    folder = dataFolder();
    const late = { placed_at: '2026-01-02T03:04:05Z' };
    await takeIn(
      folder,
      orderCreated('LATE', [mugs(1)], late),
      orderCreated('=LATE,OPEN', [mugs(1)], { placed_at: '2026-01-03T00:00:00+01:00' }),
      orderCreated('IN-TIME', [mugs(1)], { placed_at: new Date().toISOString() }),
    );
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    await accept(terminal, numbersOf(await packMugs(terminal, 'LATE', 1)).sscc);
    const { tracking } = numbersOf(await accept(terminal, 'LATE'));
    await accept(terminal, tracking, 'PS:HANDOVER');
    await terminal.close();
  });

  it('journey --json tells every stage with its span, waits and links', async () => {
    const { code, stdout, stderr } = await run(folder, ['journey', 'LATE', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const journey = JSON.parse(stdout) as { stages: Record<string, unknown>[]; total_s: number };
    const { traceId, spanId } = checkoutOf('LATE');
    const checkout = { trace_id: traceId, span_id: spanId };
    expect(journey).toMatchObject({
      order_id: 'LATE',
      checkout: { ...checkout, time: '2026-01-02T03:04:05.000Z', time_source: 'placed_at' },
    });
    const stages = [
      ['pick', 'warehouse.pick'],
      ['pack', 'warehouse.pack'],
      ['ship', 'shipping.dispatch'],
    ] as const;
    const ids = stages.map(([stage, name]) => {
      const { trace_id, span_id } = span(folder, name);
      return { trace_id, span_id, stage };
    });
    for (const [place, [stage, name]] of stages.entries()) {
      const recorded = span(folder, name);
      expect(journey.stages[place]).toEqual({
        stage,
        name,
        trace_id: recorded.trace_id,
        span_id: recorded.span_id,
        start: recorded.start_time,
        end: recorded.end_time,
        wait_s: aNumber,
        operator_id: 'w1',
        station_id: textLike(/^station-/),
        links: [{ ...checkout, stage: 'checkout' }, ...ids.slice(0, place)],
      });
    }
    const end = Date.parse(span(folder, 'shipping.dispatch').end_time);
    expect(journey.total_s).toBe((end - Date.parse('2026-01-02T03:04:05Z')) / 1000);
  });

  it('journey of an order nobody knows ends with 1 and one line', async () => {
    const { code, stdout, stderr } = await run(folder, ['journey', 'NO-SUCH-ORDER', '--json']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('NO-SUCH-ORDER');
    expect(linesOf(stderr)).toHaveLength(1);
  });

  it('journey in words is a table', async () => {
    const { code, stdout } = await run(folder, ['journey', 'LATE']);
    expect(code).toBe(0);
    for (const word of ['warehouse.pick', 'warehouse.pack', 'shipping.dispatch', checkoutOf('LATE').traceId])
      expect(stdout).toContain(word);
  });

  it.each(['48h', '2d', 'PT48H', 'P2D'])('report sla --over %s names it, and those still open', async (over) => {
    const { code, stdout } = await run(folder, ['report', 'sla', '--over', over, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      {
        order_id: 'LATE',
        checkout_time: '2026-01-02T03:04:05.000Z',
        pick_time: span(folder, 'warehouse.pick').start_time,
        ship_time: span(folder, 'shipping.dispatch').end_time,
        total_s: aNumber,
        open: false,
      },
      {
        order_id: '=LATE,OPEN',
        checkout_time: '2026-01-02T23:00:00.000Z',
        pick_time: null,
        ship_time: null,
        total_s: aNumber,
        open: true,
      },
    ]);
  });

  it('report sla --csv is a table that no spreadsheet runs', async () => {
    const { stdout } = await run(folder, ['report', 'sla', '--over', '48h', '--csv']);
    const [head, first, second, ...others] = linesOf(stdout);
    expect(head).toBe('order_id,checkout_time,pick_time,ship_time,total_s,open');
    expect(first).toMatch(/^LATE,2026-01-02T03:04:05\.000Z,[^,]+,[^,]+,\d+(\.\d+)?,false$/);
    expect(second).toMatch(/^"'=LATE,OPEN",2026-01-02T23:00:00\.000Z,,,\d+(\.\d+)?,true$/);
    expect(others).toEqual([]);
  });

  it('report sla of a limit nothing is over ends with 0', async () => {
    const { code, stdout } = await run(folder, ['report', 'sla', '--over', '99999d', '--json']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '[]\n' });
  });
});
