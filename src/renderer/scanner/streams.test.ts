import { describe, expect, it } from 'vitest';
import { inShort, runScanner } from '../../../test/support/scanner/run-scanner.ts';
import { press, scanOf, stroke, typingOf } from '../../../test/support/scanner/scanner-model.ts';
import type { ScannerEvent } from './events.ts';

/* Streams of keys as scanners and people really send them; times in milliseconds. */

const EAN = '9506000134352';
const GS = '\u001D';
const LOT = `]C1010950600013435210AB${GS}21XYZ`;

const repeats = (text: string, count: number): string => Array.from({ length: count }, () => text).join('');
const stallAfter = (keys: number, stall: number, length: number): number[] =>
  Array.from({ length }, (_, index) => (index === keys - 1 ? stall : 8));
const enter = (t: number): ScannerEvent[] => press(t, { key: 'Enter', code: 'Enter' });

describe('whole scans', () => {
  const whole: [string, ScannerEvent[], string][] = [
    ['an EAN-13 at 8 ms a key', scanOf(EAN), EAN],
    ['hyphens', scanOf('LOC-01-02-03'), 'LOC-01-02-03'],
    ['Shift going down and up around its keys', scanOf('PS:OP:anna_B'), 'PS:OP:anna_B'],
    ['a shifted key without a Shift of its own', scanOf('PS:OP:anna', { shiftEvents: false }), 'PS:OP:anna'],
    ['a short bin', scanOf('A1-05'), 'A1-05'],
    ['two characters', scanOf('A1'), 'A1'],
    ['one character', scanOf('7'), '7'],
    ['GS as Ctrl+]', scanOf(LOT), LOT],
    ['GS as F8', scanOf(LOT, { gs: 'f8' }), LOT],
    ['GS as ASCII 29', scanOf(LOT, { gs: 'ascii-29' }), LOT],
    ['GS as Alt+029', scanOf(LOT, { gs: 'alt-029' }), LOT],
    ['GS as Alt+0029', scanOf(LOT, { gs: 'alt-0029' }), LOT],
    ['a symbology identifier', scanOf(`]C101${EAN}`), `]C101${EAN}`],
    [
      'a real Datalogic, its Enter late',
      scanOf('123456789', { gaps: [15.5, 16.1, 16.2, 16.7, 18.8, 12.5, 16.8, 15.9, 47.3] }),
      '123456789',
    ],
    ['a stall of 140 ms', scanOf(EAN, { gaps: stallAfter(6, 140, 13) }), EAN],
    ['an AZERTY host', scanOf('LOC-01_aqw', { layout: 'azerty' }), 'LOC-01_aqw'],
    ['a QWERTZ host', scanOf('zyZY-/', { layout: 'qwertz' }), 'zyZY-/'],
    ['Caps Lock', scanOf('AbC-1', { capsLock: true }), 'AbC-1'],
    ['a QR code of 300 characters', scanOf(repeats('a1B2c3', 50)), repeats('a1B2c3', 50)],
    ['no time between its keys', scanOf(EAN, { gaps: 0 }), EAN],
    ['a clock that steps back', scanOf(EAN, { gaps: [8, 8, 8, -5000, 8, 8, -3, 8, 8, 8, 8, 8, 8] }), EAN],
    ['spaces', scanOf(' A B C '), ' A B C '],
    ['two spaces', scanOf('  '), '  '],
    [
      'Enter from the number pad',
      [...scanOf('123', { terminator: undefined }), ...press(24, { key: 'Enter', code: 'NumpadEnter' })],
      '123',
    ],
    [
      'CR as Ctrl+M',
      [...scanOf('123', { terminator: undefined }), ...press(24, { key: 'm', code: 'KeyM', ctrl: true })],
      '123',
    ],
    [
      'a Tab inside',
      [
        ...scanOf('123', { terminator: undefined }),
        ...press(24, { key: 'Tab', code: 'Tab' }),
        ...scanOf('4', { startMs: 32 }),
      ],
      '123\t4',
    ],
  ];
  it.each(whole)('%s', (_, events, text) => {
    const { outputs, reached } = runScanner(events);
    expect(inShort(outputs)).toEqual([`scan ${text}`]);
    // What presses a button or moves the focus never reaches the page.
    expect(reached.filter(({ key }) => ['Enter', 'Tab', ' '].includes(key))).toEqual([]);
  });

  it('takes Bluetooth at 55 and 110 ms when set up for it', () => {
    const gaps = Array.from({ length: 13 }, (_, index) => (index % 2 === 0 ? 55 : 110));
    expect(inShort(runScanner(scanOf(EAN, { gaps }), { gapMs: 150 }).outputs)).toEqual([`scan ${EAN}`]);
  });

  it('says so when Bluetooth is slower than set up, and presses nothing', () => {
    const { outputs, swallowed } = runScanner(scanOf(EAN, { gaps: 110 }));
    expect(inShort(outputs).at(-1)).toBe(`incomplete ${EAN} (too-slow)`);
    expect(swallowed.map(({ key }) => key)).toEqual(['Enter']);
  });

  it('takes the digits of the number pad without Num Lock', () => {
    const names = ['Home', 'ArrowUp', 'PageUp', 'ArrowLeft'];
    const digits = [7, 8, 9, 4].flatMap((digit, index) =>
      press(index * 8, { key: names[index] ?? '', code: `Numpad${digit}` }, 0),
    );
    for (const decode of ['code-us', 'key'] as const) {
      expect(inShort(runScanner([...digits, ...enter(40)], { decode }).outputs)).toEqual(['scan 7894']);
    }
  });

  it('keeps two scans 12 ms apart apart', () => {
    const second = scanOf('LOC-02', { startMs: 7 * 8 + 12 });
    expect(inShort(runScanner([...scanOf('LOC-01'), ...second]).outputs)).toEqual(['scan LOC-01', 'scan LOC-02']);
  });

  it('tells the facts of a scan', () => {
    const { outputs } = runScanner(scanOf('123', { startMs: 1000, gaps: [8, 9, 10] }));
    expect(outputs.at(-1)).toEqual({
      kind: 'scan',
      text: '123',
      startedMs: 1000,
      endedMs: 1027,
      gapsMs: [8, 9, 10],
      doubts: [],
    });
  });
});

describe('terminators, prefix and suffix', () => {
  it('ends at Tab when set up so; Enter is then data', () => {
    const { outputs, reached } = runScanner(scanOf(EAN, { terminator: 'Tab' }), { terminator: 'Tab' });
    expect(inShort(outputs)).toEqual([`scan ${EAN}`]);
    expect(reached.map(({ key }) => key)).toEqual(['9', '5']);
  });

  it('ends at a function key when set up so', () => {
    const events = scanOf(EAN, { terminator: 'F9' });
    expect(inShort(runScanner(events, { terminator: 'F9' }).outputs)).toEqual([`scan ${EAN}`]);
  });

  it('takes CR and LF for one end', () => {
    const { outputs, reached } = runScanner([
      ...scanOf(EAN),
      ...enter(13 * 8 + 5),
      ...press(13 * 8 + 9, { key: 'Tab', code: 'Tab' }),
    ]);
    expect(inShort(outputs)).toEqual([`scan ${EAN}`]);
    expect(reached.map(({ key }) => key)).toEqual(['9', '5']);
  });

  it('takes an Enter before the code for part of the scan', () => {
    const { outputs, reached } = runScanner([...enter(0), ...scanOf(EAN, { startMs: 10 })]);
    expect(inShort(outputs)).toEqual([`scan ${EAN}`]);
    expect(reached.some(({ key }) => key === 'Enter')).toBe(false);
  });

  it('takes prefix and suffix off, and arms at the prefix', () => {
    const settings = { prefix: '~', suffix: '*' };
    const { outputs, reached } = runScanner(scanOf('~A1*'), settings);
    expect(inShort(outputs)).toEqual(['scan A1']);
    expect(reached.map(({ key }) => key)).toEqual(['Shift']);
    expect(inShort(runScanner(scanOf('123*'), settings).outputs)).toEqual(['discarded 123* (prefix-missing)']);
    expect(inShort(runScanner(scanOf('~123'), settings).outputs)).toEqual(['discarded ~123 (suffix-missing)']);
  });

  it('gives a prefix back that a person typed', () => {
    const events = press(0, { key: '`', code: 'Backquote', inField: true });
    expect(inShort(runScanner(events, { prefix: '`' }).outputs)).toEqual(['typed `']);
  });
});

describe('broken scans', () => {
  const broken: [string, ScannerEvent[], string[]][] = [
    ['no terminator', scanOf(EAN, { terminator: undefined }), [`incomplete ${EAN} (silence)`]],
    [
      'a stall of 450 ms: neither half is a scan',
      scanOf(EAN, { gaps: stallAfter(6, 450, 13) }),
      ['incomplete 950600 (silence)', 'discarded 0134352 (after-incomplete)'],
    ],
    [
      'two stalls: nor the third part',
      scanOf('111222333', { gaps: [8, 8, 450, 8, 8, 450, 8, 8, 8] }),
      ['incomplete 111 (silence)', 'discarded 222 (after-incomplete)', 'discarded 333 (after-incomplete)'],
    ],
    [
      'a stall that leaves one key behind it',
      scanOf('1234', { gaps: [8, 8, 450, 8] }),
      ['incomplete 123 (silence)', 'discarded 4 (after-incomplete)'],
    ],
    [
      'a stall before Enter',
      [...scanOf('1234', { terminator: undefined }), ...enter(500)],
      ['incomplete 1234 (silence)'],
    ],
    [
      'a lost Enter and a scan 700 ms later',
      [...scanOf('111', { terminator: undefined }), ...scanOf('222', { startMs: 700 })],
      ['incomplete 111 (silence)', 'discarded 222 (after-incomplete)'],
    ],
    [
      'a lost Enter and a scan 2,500 ms later',
      [...scanOf('111', { terminator: undefined }), ...scanOf('222', { startMs: 2500 })],
      ['incomplete 111 (silence)', 'scan 222'],
    ],
    [
      'what was cut off came whole: the next scan is one again',
      [
        ...scanOf('111', { terminator: undefined }),
        ...scanOf('222', { startMs: 700 }),
        ...scanOf('333', { startMs: 900 }),
      ],
      ['incomplete 111 (silence)', 'discarded 222 (after-incomplete)', 'scan 333'],
    ],
    [
      'the window left in the middle',
      [...scanOf('12345', { terminator: undefined }), { kind: 'blur', t: 35 }],
      ['incomplete 12345 (blur)'],
    ],
    [
      'the window left after one key',
      [
        ...scanOf('1', { terminator: undefined }),
        { kind: 'blur', t: 4 },
        { kind: 'focus', t: 500 },
        ...scanOf('2345', { startMs: 900 }),
      ],
      ['incomplete 1 (blur)', 'listening true', 'discarded 2345 (after-incomplete)'],
    ],
    [
      'the window came in the middle',
      [{ kind: 'focus', t: 0 }, ...scanOf('2345', { startMs: 9 })],
      ['discarded 2345 (after-focus)', 'listening true'],
    ],
    [
      'an arrow inside',
      [
        ...scanOf('123', { terminator: undefined }),
        ...press(24, { key: 'ArrowUp', code: 'ArrowUp' }),
        ...scanOf('456', { startMs: 32 }),
      ],
      ['discarded 123456 (unexpected-key)'],
    ],
    [
      'its first key 140 ms ahead: perhaps it belongs to it',
      scanOf('A123', { gaps: [140, 8, 8, 8] }),
      ['key A', 'discarded 123 (mixed-with-typing)'],
    ],
    ['longer than any code', scanOf(repeats('1', 8100), { gaps: 1 }), [`discarded ${repeats('1', 8000)} (too-long)`]],
    [
      'an input method composing',
      scanOf('1234').map((event) => ({ ...event, composing: event.key !== 'Enter' })),
      ['discarded \uFFFD\uFFFD\uFFFD\uFFFD (composing)'],
    ],
    [
      'a key without its place',
      scanOf('1234').map((event) => (event.key === '3' ? { ...event, code: '' } : event)),
      ['discarded 12\uFFFD4 (undecodable)'],
    ],
  ];
  it.each(broken)('%s', (_, events, told) => {
    const { outputs, reached } = runScanner(events);
    expect(inShort(outputs)).toEqual(told);
    expect(reached.some(({ key }) => key === 'Enter')).toBe(false);
  });

  it('says by the layout what a key outside of it is: not a letter', () => {
    const dead = scanOf('a^b', { layout: 'qwertz' }).map((event) =>
      event.key === '&' ? { ...event, key: 'Dead' } : event,
    );
    expect(inShort(runScanner(dead, { decode: 'key' }).outputs)).toEqual(['discarded a\uFFFDb (undecodable)']);
  });
});

describe('a person at the keys', () => {
  it.each([180, 70])('types into a field at %i ms a key', (gapMs) => {
    const typing = typingOf('hello world', { gapMs, inField: true });
    const { outputs, swallowed } = runScanner(typing);
    expect(inShort(outputs)).toEqual([]);
    expect(swallowed).toEqual([]);
  });

  it('gets back what was typed in a quick roll', () => {
    const roll = [0, 25, 50, 170, 300].map((t, index) =>
      stroke(t, { key: 'abcde'[index] ?? '', code: `Key${'ABCDE'[index]}`, inField: true }),
    );
    expect(inShort(runScanner(roll).outputs)).toEqual(['typed abcde']);
  });

  it('presses with Enter, a moment later', () => {
    const { outputs, swallowed } = runScanner(enter(0));
    expect(inShort(outputs)).toEqual(['key Enter replayed']);
    expect(swallowed.length).toBe(1);
  });

  it('presses with Enter after a number typed into a field', () => {
    const events = [
      ...typingOf('42', { inField: true }),
      ...press(360, { key: 'Enter', code: 'Enter', inField: true }),
    ];
    expect(inShort(runScanner(events).outputs)).toEqual(['key Enter replayed']);
  });

  it('presses with Space outside of a field and types it in one', () => {
    expect(inShort(runScanner(press(0, { key: ' ', code: 'Space' })).outputs)).toEqual(['key   replayed']);
    const inField = runScanner(press(0, { key: ' ', code: 'Space', inField: true }));
    expect(inField.reached.length).toBe(1);
  });

  it('has hotkeys, which a scan never sets off', () => {
    expect(inShort(runScanner(typingOf('pq')).outputs)).toEqual(['key p', 'key q']);
    expect(inShort(runScanner(press(0, { key: 'F2', code: 'F2' })).outputs)).toEqual(['key F2']);
    expect(inShort(runScanner(press(0, { key: 'Tab', code: 'Tab' })).outputs)).toEqual(['key Tab']);
    expect(inShort(runScanner(scanOf('pq123')).outputs)).toEqual(['scan pq123']);
  });

  it('holds a key down: its repeats are no code', () => {
    const held = [0, 500, 533, 566, 599].map((t) => stroke(t, { key: 'a', code: 'KeyA', repeat: t > 0 }));
    expect(inShort(runScanner(held).outputs)).toEqual(['key a']);
  });

  it('presses a digit 40 ms before a scan: the scan is told with the doubt', () => {
    const events = [...typingOf('1'), ...scanOf(EAN, { startMs: 40 })].sort((a, b) => a.t - b.t);
    expect(inShort(runScanner(events).outputs)).toEqual([`scan 1${EAN} first-key-apart`]);
  });

  it('presses a digit 140 ms before a scan: the scan is refused aloud', () => {
    const events = [...typingOf('1'), ...scanOf(EAN, { startMs: 140 })];
    expect(inShort(runScanner(events).outputs)).toEqual(['key 1', `discarded ${EAN} (mixed-with-typing)`]);
  });

  it('presses a key a second before a scan: the scan is told with the doubt', () => {
    const events = [...typingOf('1'), ...scanOf(EAN, { startMs: 1000 }), ...scanOf(EAN, { startMs: 2000 })];
    expect(inShort(runScanner(events).outputs)).toEqual(['key 1', `scan ${EAN} key-before`, `scan ${EAN}`]);
  });

  it('holds a key while a scan comes: the scan is told with the doubt', () => {
    const held = [40, 73].map((t) => stroke(t, { key: 'x', code: 'KeyX', repeat: true }));
    const events = [...scanOf(EAN), ...held].sort((a, b) => a.t - b.t);
    expect(inShort(runScanner(events).outputs)).toEqual([`scan ${EAN} key-held`]);
  });
});

describe('the window', () => {
  it('listens once no scan can be under way, and stops at once', () => {
    const events: ScannerEvent[] = [
      { kind: 'focus', t: 0 },
      { kind: 'focus', t: 5 },
      { kind: 'blur', t: 400 },
      { kind: 'blur', t: 401 },
    ];
    expect(inShort(runScanner(events).outputs)).toEqual(['listening true', 'listening false']);
  });

  it('keeps the going up of a key with its going down', () => {
    const ups = scanOf('ABCD', { inField: true }).filter(({ kind }) => kind === 'up');
    expect(ups.length).toBeGreaterThan(4);
    const { swallowed } = runScanner(scanOf('ABCD', { inField: true }));
    expect(swallowed.map(({ key }) => key)).toEqual(['C', 'Shift', 'D', 'Enter']);
  });
});
