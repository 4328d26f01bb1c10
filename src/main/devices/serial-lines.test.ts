import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { feedSerial, SERIAL_DEFAULTS, serialDeadline, startSerial, type SerialSettings } from './serial-lines.ts';

type Chunk = readonly [text: string | Uint8Array, t: number];

/** Feeds chunks, with an empty call whenever a line has waited too long. */
function run(chunks: readonly Chunk[], settings: Partial<SerialSettings> = {}): string[] {
  let state = startSerial({ ...SERIAL_DEFAULTS, ...settings });
  const told: string[] = [];
  const give = (bytes: Uint8Array, t: number): void => {
    const fed = feedSerial(state, bytes, t);
    state = fed.state;
    for (const output of fed.outputs) {
      told.push(output.kind === 'scan' ? `scan ${output.text}` : `${output.kind} ${output.text} (${output.reason})`);
    }
  };
  const wait = (until: number): void => {
    const due = serialDeadline(state);
    if (due !== undefined && due < until) give(new Uint8Array(), due);
  };
  for (const [text, t] of chunks) {
    wait(t);
    give(typeof text === 'string' ? new TextEncoder().encode(text) : text, t);
  }
  wait(Infinity);
  return told;
}

describe('lines of a serial scanner', () => {
  const GS = '\u001D';
  it.each<[string, Chunk[], string[]]>([
    ['CR', [['LOC-01\r', 0]], ['scan LOC-01']],
    [
      'CR LF',
      [
        ['LOC-01\r\n', 0],
        ['LOC-02\r\n', 20],
      ],
      ['scan LOC-01', 'scan LOC-02'],
    ],
    [
      'CR and LF in two chunks',
      [
        ['LOC-01\r', 0],
        ['\nLOC-02\r', 9],
        ['\n', 18],
      ],
      ['scan LOC-01', 'scan LOC-02'],
    ],
    ['byte by byte', Array.from('A1-05\r', (byte, index) => [byte, index] as const), ['scan A1-05']],
    ['GS', [[`]C110AB${GS}21X\r`, 0]], [`scan ]C110AB${GS}21X`]],
    [
      'letters beyond ASCII, cut in two',
      [
        [Uint8Array.of(0x4d, 0xc3), 0],
        [Uint8Array.of(0xbc, 0x0d), 3],
      ],
      ['scan Mü'],
    ],
    ['no text', [[Uint8Array.of(0x4d, 0xff, 0x0d), 0]], ['discarded M\uFFFD (not-utf8)']],
    ['no end', [['LOC-01', 0]], ['incomplete LOC-01 (silence)']],
    [
      'no end, then its rest',
      [
        ['LOC', 0],
        ['-01\r', 450],
        ['LOC-02\r', 500],
      ],
      ['incomplete LOC (silence)', 'discarded -01 (after-incomplete)', 'scan LOC-02'],
    ],
    [
      'no end, then a scan much later',
      [
        ['LOC', 0],
        ['LOC-02\r', 2000],
      ],
      ['incomplete LOC (silence)', 'scan LOC-02'],
    ],
    ['empty lines', [['\r\n\r\n', 0]], []],
  ])('%s', (_, chunks, told) => {
    expect(run(chunks)).toEqual(told);
  });

  it('tells of a line without measure, and goes on after it', () => {
    expect(
      run(
        [
          ['123456', 0],
          ['7\r12\r', 5],
        ],
        { maxLength: 4 },
      ),
    ).toEqual(['discarded 1234 (too-long)', 'scan 12']);
  });

  it('takes a megabyte that is no scan in its stride', () => {
    const chunk = 'x'.repeat(4096);
    const told = run(Array.from({ length: 256 }, (_, index) => [chunk, index] as const));
    expect(told.map((line) => line.slice(0, 12))).toEqual(['discarded xx']);
  });

  it('ends at other bytes when set up so', () => {
    expect(run([['A\rB\u0003', 0]], { terminators: [3] })).toEqual(['scan A\rB']);
  });

  it(`loses and changes nothing, however the bytes are cut (${seedName})`, () => {
    const code = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(code), fc.array(fc.nat({ max: 9 })), (codes, sizes) => {
        const bytes = new TextEncoder().encode(codes.map((text) => `${text}\r\n`).join(''));
        const chunks: Chunk[] = [];
        let from = 0;
        for (const size of sizes) {
          chunks.push([bytes.slice(from, from + size), chunks.length]);
          from += size;
        }
        chunks.push([bytes.slice(from), chunks.length]);
        expect(run(chunks)).toEqual(codes.map((text) => `scan ${text}`));
      }),
      { seed, numRuns: runs(2000) },
    );
  });
});
