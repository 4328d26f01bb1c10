import { describe, expect, it } from 'vitest';
import { press, scanOf, type ScannerModel } from '../../../test/support/scanner/scanner-model.ts';
import { SCANNER_DEFAULTS, type ScannerSettings } from '../../shared/scanner-settings.ts';
import { findSettings, TEST_CODE, type SetUpAdvice } from './set-up.ts';

const AIM = `]C0${TEST_CODE}`;

describe('setting a scanner up from one scan of the test code', () => {
  it.each<[string, string, ScannerModel, Partial<ScannerSettings>, SetUpAdvice[]]>([
    ['as it should be', AIM, {}, {}, []],
    ['on an AZERTY host', AIM, { layout: 'azerty' }, {}, []],
    ['with Caps Lock on', AIM, { capsLock: true }, {}, []],
    ['without a symbology identifier', TEST_CODE, {}, {}, ['scanner.setup.aim']],
    ['ended by Tab', AIM, { terminator: 'Tab' }, { terminator: 'Tab' }, []],
    ['ended by F9', AIM, { terminator: 'F9' }, { terminator: 'F9' }, []],
    ['with prefix and suffix', `~${AIM}**`, {}, { prefix: '~', suffix: '**' }, []],
    ['GS as F8', AIM, { gs: 'f8' }, {}, []],
    ['GS as Alt+029', AIM, { gs: 'alt-029' }, {}, []],
    ['by Bluetooth', AIM, { gaps: 90, shiftEvents: false }, { gapMs: 135 }, []],
  ])('%s', (_, text, model, settings, advice) => {
    expect(findSettings(scanOf(text, model))).toEqual({
      ok: true,
      settings: { ...SCANNER_DEFAULTS, ...settings },
      advice,
    });
  });

  it('goes by the layout when the scanner is set to the country of the system', () => {
    // As a scanner set to German presses them on a German system: other places, the right characters.
    const strokes = scanOf(AIM).map((event) => (event.code === 'KeyY' ? { ...event, code: 'KeyZ' } : event));
    expect(findSettings(strokes)).toEqual({ ok: true, settings: { ...SCANNER_DEFAULTS, decode: 'key' }, advice: [] });
  });

  it.each<[string, ReturnType<typeof scanOf>, SetUpAdvice]>([
    ['no key', [], 'scanner.setup.nothing'],
    ['no terminator', scanOf(AIM, { terminator: undefined }), 'scanner.setup.suffix'],
    ['GS left out', scanOf(AIM.replace('\u001D', '')), 'scanner.setup.gs'],
    ['GS as another character', scanOf(AIM.replace('\u001D', '|')), 'scanner.setup.gs'],
    ['all in capitals', scanOf(AIM.toUpperCase()), 'scanner.setup.case'],
    [
      'a scanner that makes up for Caps Lock',
      scanOf(']C0ps-tEST_aqwzmy/AQWZMY.0123456789]\u001Dend'),
      'scanner.setup.case',
    ],
    ['another code', scanOf('4006381333931'), 'scanner.setup.other_code'],
    ['its beginning lost', scanOf(TEST_CODE.slice(5)), 'scanner.setup.other_code'],
    ['too slow', scanOf(AIM, { gaps: 400 }), 'scanner.setup.delay'],
    [
      'function keys only',
      [1, 2, 3].flatMap((n) => press(n * 8, { key: 'F5', code: 'F5' })),
      'scanner.setup.other_code',
    ],
  ])('says what to change: %s', (_, strokes, advice) => {
    expect(findSettings(strokes)).toEqual({ ok: false, advice: [advice] });
  });

  it('says that the country is wrong', () => {
    // A scanner set to France on a US system.
    const french = new Map([
      ['a', 'q'],
      ['q', 'a'],
      ['z', 'w'],
      ['w', 'z'],
      ['A', 'Q'],
      ['Q', 'A'],
      ['-', '6'],
    ]);
    const text = Array.from(TEST_CODE, (character) => french.get(character) ?? character).join('');
    expect(findSettings(scanOf(text))).toEqual({ ok: false, advice: ['scanner.setup.country'] });
  });
});
