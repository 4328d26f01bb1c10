import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { feed } from '../../src/renderer/scanner/feed.ts';
import { QUARANTINE_MS, startScanner } from '../../src/renderer/scanner/scanner-state.ts';
import { SCANNER_DEFAULTS } from '../../src/shared/scanner-settings.ts';
import { inShort, runScanner } from '../support/scanner/run-scanner.ts';
import { scanOf, stroke, typingOf, type ScannerModel } from '../support/scanner/scanner-model.ts';
import { runs, seed, seedName } from '../support/station/seed.ts';

const GS = '\u001D';
const CHARACTERS = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)).concat(GS);

const code = fc.array(fc.constantFrom(...CHARACTERS), { minLength: 3, maxLength: 60 }).map((text) => text.join(''));

const model = fc.record({
  gaps: fc.array(fc.double({ min: 0, max: 30, noNaN: true }), { minLength: 61, maxLength: 61 }),
  layout: fc.constantFrom('us' as const, 'azerty' as const, 'qwertz' as const),
  capsLock: fc.boolean(),
  shiftEvents: fc.boolean(),
  gs: fc.constantFrom('ctrl-bracket' as const, 'f8' as const, 'alt-029' as const, 'alt-0029' as const),
  inField: fc.boolean(),
  terminator: fc.constantFrom('Enter' as const, 'Tab' as const, 'F9' as const),
});

const durationOf = (gaps: readonly number[]): number => gaps.reduce((sum, gap) => sum + gap, 0);

/** Keys of a person, anything but the terminator, at any pace. */
const humanKeys = fc.array(
  fc.tuple(
    fc.constantFrom(
      ...Array.from('abc123-. ', (key) => ({ key, code: key === ' ' ? 'Space' : `Key${key.toUpperCase()}` })),
      { key: 'Shift', code: 'ShiftLeft' },
      { key: 'Alt', code: 'AltLeft' },
      { key: 'Escape', code: 'Escape' },
      { key: 'F8', code: 'F8' },
      { key: 'Tab', code: 'Tab' },
    ),
    fc.integer({ min: 0, max: 400 }),
    fc.record({
      repeat: fc.boolean(),
      ctrl: fc.boolean(),
      alt: fc.boolean(),
      inField: fc.boolean(),
      composing: fc.boolean(),
    }),
    fc.boolean(),
  ),
  { maxLength: 60 },
);

describe(`any code, any keys (${seedName})`, () => {
  it('comes out once and unchanged, whatever the pace, layout, Caps Lock, Shift events and focus', () => {
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 4 }), model, (codes, how) => {
        const scanner: ScannerModel = how;
        let startMs = 0;
        const events = codes.flatMap((text) => {
          const scan = scanOf(text, { ...scanner, startMs });
          startMs += durationOf(how.gaps.slice(0, text.length)) + 12;
          return scan;
        });
        const { outputs, reached } = runScanner(events, { terminator: how.terminator });
        expect(outputs.filter(({ kind }) => kind !== 'armed').map((o) => [o.kind, 'text' in o && o.text])).toEqual(
          codes.map((text) => ['scan', text]),
        );
        expect(reached.filter(({ key }) => key === how.terminator)).toEqual([]);
        // Outside of a field nothing that presses anything may get through; in one, at most the two first keys.
        expect(reached.filter(({ key }) => key === ' ' && !how.inField)).toEqual([]);
      }),
      { seed, numRuns: runs(5000) },
    );
  });

  it('is told aloud when a key of it is slow: whole, refused or doubted, never silently another code', () => {
    const slow = fc.record({ at: fc.nat({ max: 20 }), by: fc.integer({ min: 31, max: QUARANTINE_MS }) });
    fc.assert(
      fc.property(code, fc.array(slow, { minLength: 1, maxLength: 3 }), fc.boolean(), (text, stalls, inField) => {
        const gaps = Array.from(text, (_, index) => stalls.find(({ at }) => at === index)?.by ?? 8);
        const { outputs } = runScanner(scanOf(text, { gaps, inField }));
        const told = outputs.map((output) => {
          if (output.kind === 'scan')
            return output.text === text || output.doubts.includes('key-before') ? 'scan' : 'wrong';
          return output.kind === 'incomplete' || output.kind === 'discarded' ? 'refused' : 'other';
        });
        expect(told).not.toContain('wrong');
        // Keys too slow for a scanner are a person's: typed into the field for everyone to see, or hotkeys.
        const mayLapse = inField || stalls.length > 1;
        expect(mayLapse || told.includes('scan') || told.includes('refused')).toBe(true);
        expect(told.filter((kind) => kind === 'scan').length).toBeLessThanOrEqual(1);
      }),
      { seed, numRuns: runs(5000) },
    );
  });

  it('is never made of keys without a terminator', () => {
    fc.assert(
      fc.property(humanKeys, (keys) => {
        let t = 0;
        const events = keys.map(([key, gap, flags, up]) => {
          t += gap;
          return stroke(t, { ...key, ...flags }, up ? 'up' : 'down');
        });
        const { outputs } = runScanner(events);
        expect(outputs.filter(({ kind }) => kind === 'scan')).toEqual([]);
      }),
      { seed, numRuns: runs(5000) },
    );
  });

  it('leaves typing in a field alone, however long', () => {
    const pace = fc.integer({ min: SCANNER_DEFAULTS.gapMs + 1, max: 500 });
    const text = fc.array(fc.constantFrom(...Array.from('abcxyz019-./ ')), { maxLength: 40 });
    fc.assert(
      fc.property(text, pace, (characters, gapMs) => {
        const run = runScanner(typingOf(characters.join(''), { gapMs, inField: true }));
        expect([inShort(run.outputs), run.swallowed]).toEqual([[], []]);
      }),
      { seed, numRuns: runs(2000) },
    );
  });

  it('changes no state that was handed in', () => {
    const state = startScanner(SCANNER_DEFAULTS);
    const before = structuredClone(state);
    const events = scanOf('LOC-01');
    expect(feed(state, events[0] ?? { kind: 'tick', t: 0 })).toEqual(feed(state, events[0] ?? { kind: 'tick', t: 0 }));
    expect(state).toEqual(before);
  });
});
