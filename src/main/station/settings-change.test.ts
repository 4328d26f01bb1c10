import { describe, expect, it } from 'vitest';
import { openBench, type Bench } from '../../../test/support/station/bench.ts';
import { readHistory } from '../settings/history.ts';

/* Settings, changed under a running station. */

const ROWS = `SELECT operator_id, entry, detail FROM audit WHERE code = 'settings.changed' ORDER BY id`;
const recorded = (bench: Bench) =>
  bench
    .rows<{ operator_id: string | null; detail: string }>(ROWS)
    .map(({ operator_id: by, detail }) => ({ by, ...(JSON.parse(detail) as object) }));
const set = (path: string, value: unknown) => ({ kind: 'set', changes: [{ path: path.split('.'), value }] }) as const;

describe('settings changed in the window', () => {
  it('are a lead’s, who says why; the log keeps who, what and why, and no values', () => {
    const bench = openBench();
    bench.people.change([{ id: 'a1', role: 'admin' }, { id: 'l1', role: 'lead' }, { id: 'w1' }], 'new');
    const change = (reason?: string) => bench.changeSettings(set('weight.tolerance_g', 150), 'window', { reason });
    bench.codes('PS:OP:w1');
    expect(change('because')).toEqual({ ok: false, faults: [{ say: 'fault.lead' }] });
    bench.codes('PS:OP:l1');
    expect(change()).toEqual({ ok: false, faults: [{ say: 'fault.reason' }] });
    expect(change('  ')).toEqual({ ok: false, faults: [{ say: 'fault.reason' }] });
    expect({ rows: recorded(bench), holds: bench.settings.weight.toleranceG }).toEqual({ rows: [], holds: 200 });

    expect(change(' new scale ')).toMatchObject({ ok: true });
    expect(bench.settings.weight.toleranceG).toBe(150);
    expect(bench.changeSettings({ kind: 'undo' }, 'window', { reason: 'old scale' })).toMatchObject({ ok: true });
    expect(recorded(bench)).toEqual([
      { by: 'l1', 'settings.how': 'window', 'settings.changed': 'weight.tolerance_g', 'approval.reason': 'new scale' },
      { by: 'l1', 'settings.how': 'undo', 'settings.changed': 'weight.tolerance_g', 'approval.reason': 'old scale' },
    ]);
  });

  it('are anybody’s until operators are set up, and need no reason', () => {
    const bench = openBench();
    bench.codes('PS:OP:w1');
    expect(bench.changeSettings(set('short_policy', 'hold'), 'window')).toMatchObject({ ok: true });
    expect(recorded(bench)).toEqual([{ by: 'w1', 'settings.how': 'window', 'settings.changed': 'short_policy' }]);
  });
});

describe('settings changed by a command', () => {
  it('are not the doing of whoever is signed in', () => {
    const bench = openBench();
    bench.codes('PS:OP:w1');
    expect(bench.changeSettings(set('short_policy', 'hold'), 'set')).toMatchObject({ ok: true });
    expect(recorded(bench)).toEqual([{ by: null, 'settings.how': 'set', 'settings.changed': 'short_policy' }]);
    expect(readHistory(bench.folder).at(-1)).toMatchObject({ by: null, how: 'set' });
  });

  it('leave no row where nothing is changed: tried only, refused, or the same', () => {
    const bench = openBench();
    expect(bench.changeSettings(set('short_policy', 'hold'), 'set', { dryRun: true })).toMatchObject({ ok: true });
    expect(bench.changeSettings(set('short_policy', 'no'), 'set')).toMatchObject({ ok: false });
    expect(bench.changeSettings(set('short_policy', null), 'set')).toMatchObject({ ok: true, changes: [] });
    expect(recorded(bench)).toEqual([]);
  });
});
