import { array, assert, constantFrom, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IDLE_MS, mayApply, next, nothingKnown, putBackProblem, type Update, type UpdateEvent } from './state.ts';

const NOW = '2026-11-21T10:00:00.000Z';
const backup = { file: '/b', made_at: '2026-11-21T09:59:00.000Z', mark: { audit: 7, events: 3 } };
const offered: UpdateEvent = { kind: 'offered', version: '0.2.0' };
const downloaded: UpdateEvent = { kind: 'downloaded' };
const applying: UpdateEvent = { kind: 'applying', from: '0.1.0', backup };
const started = (version: string): UpdateEvent => ({ kind: 'started', version });

const after = (...events: readonly UpdateEvent[]): Update =>
  events.reduce((update, event) => next(update, event, NOW), nothingKnown(NOW));

describe('an update', () => {
  it('goes from the offer to its first start', () => {
    const states = [offered, downloaded, applying, started('0.2.0')].map(
      (_, index, all) => after(...all.slice(0, index + 1)).state,
    );
    expect(states).toEqual(['offered', 'downloaded', 'applying', 'applied']);
  });

  it('that could not open the folder is never offered again, a later one is', () => {
    const rejected = after(offered, downloaded, { kind: 'rejected', reason: 'schema' });
    expect(next(rejected, offered, NOW)).toMatchObject({ state: 'rejected', reason: 'schema' });
    expect(next(rejected, { kind: 'nothing newer' }, NOW)).toMatchObject({ state: 'rejected' });
    expect(next(rejected, { kind: 'offered', version: '0.3.0' }, NOW)).toMatchObject({
      state: 'offered',
      version: '0.3.0',
      reason: null,
    });
  });

  it('that did not take the place of the old one has failed, and is not tried again', () => {
    const failed = after(offered, downloaded, applying, started('0.1.0'));
    expect(failed).toMatchObject({ state: 'failed', reason: expect.stringContaining('still 0.1.0') as string });
    expect(next(failed, offered, NOW).state).toBe('failed');
  });

  it('that somebody went back from does not come by itself', () => {
    const back = after(offered, downloaded, applying, started('0.2.0'), started('0.1.0'));
    expect(back).toMatchObject({ state: 'rejected', reason: 'somebody went back to 0.1.0' });
    expect(next(back, offered, NOW).state).toBe('rejected');
    expect(after(offered, downloaded, applying, started('0.2.0'), started('0.9.0')).state).toBe('current');
  });

  it('says what went wrong with the last look, until one goes well', () => {
    const trouble = after(offered, { kind: 'trouble', reason: 'no route' });
    expect(trouble).toMatchObject({ state: 'offered', reason: 'no route' });
    expect(next(trouble, offered, NOW)).toMatchObject({ state: 'offered', reason: null });
  });

  it('is installed only from what lies here, whatever happens in whatever order', () => {
    const events = constantFrom<UpdateEvent>(
      { kind: 'nothing newer' },
      offered,
      { kind: 'offered', version: '0.3.0' },
      downloaded,
      { kind: 'trouble', reason: 'x' },
      { kind: 'rejected', reason: 'y' },
      applying,
      started('0.1.0'),
      started('0.2.0'),
    );
    const isSound = (before: Update, now: Update): boolean => {
      if (now.state === before.state) return true;
      if (now.state === 'applying') return before.state === 'downloaded' && now.backup !== null;
      return now.state !== 'applied' || before.state === 'applying';
    };
    const run = (): void =>
      assert(
        property(array(events), nat(), (list, at) =>
          isSound(after(...list.slice(0, at)), after(...list.slice(0, at + 1))),
        ),
        { seed: Number(process.env['PICKSPAN_SEED'] ?? 1), numRuns: 500 },
      );
    expect(run).not.toThrow();
  });
});

describe('when nobody works', () => {
  it.each([
    ['home', false, false, IDLE_MS, true],
    ['signin', false, false, IDLE_MS, true],
    ['home', false, false, IDLE_MS - 1, false],
    ['home', false, true, IDLE_MS, false],
    ['pick', true, false, IDLE_MS * 100, false],
    // Signed out, by hand or by the idle lock: the job is still somebody's.
    ['signin', true, false, IDLE_MS * 100, false],
    // The order that was packed last stands there until the next scan.
    ['pack', false, false, IDLE_MS, true],
    ['question', false, false, IDLE_MS * 100, false],
  ] as const)('%s, a job open %s, printing %s, quiet for %i ms: %s', (screen, jobOpen, printing, quietMs, may) =>
    expect(mayApply({ jobOpen, screen, printing }, quietMs)).toBe(may),
  );
});

describe('the backup of an update', () => {
  const applied = after(offered, downloaded, applying, started('0.2.0'));
  it.each([
    ['before the first accepted scan', applied, backup.made_at, 0, false],
    ['after it', applied, backup.made_at, 1, true],
    ['where nobody can tell', applied, backup.made_at, undefined, true],
    ['unless it is another backup', applied, '2026-11-20T00:00:00.000Z', 5, false],
    ['or one without a date', applied, undefined, 5, false],
    ['or there was no update', undefined, backup.made_at, 5, false],
  ] as const)('may be put back %s', (_, update, madeAt, accepted, isTooLate) =>
    expect(putBackProblem(update, madeAt, accepted) !== undefined).toBe(isTooLate),
  );
});
