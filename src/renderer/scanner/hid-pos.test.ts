import { describe, expect, it } from 'vitest';
import { feedHidPos, type HidPosOutput } from './hid-pos.ts';

const bytesOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) ?? 0);

/** A report as the published layout has it. */
function report(aim: string, data: string, { continued = false, shift = 0 } = {}): Uint8Array {
  const bytes = new Uint8Array(63);
  bytes[0] = data.length;
  bytes.set([...bytesOf(aim), ...bytesOf(data)], 1 + shift);
  bytes[62] = continued ? 1 : 0;
  return bytes;
}

function run(reports: readonly (Uint8Array | undefined)[], stepMs = 10): string[] {
  let state: Parameters<typeof feedHidPos>[0];
  const outputs: HidPosOutput[] = [];
  for (const [index, each] of reports.entries()) {
    const fed = feedHidPos(state, each, index * stepMs);
    state = fed.state;
    outputs.push(...fed.outputs);
  }
  return outputs.map((output) =>
    output.kind === 'scan' ? `scan ${output.text}` : `${output.kind} ${output.text} (${output.reason})`,
  );
}

const x56 = 'x'.repeat(56);

describe('HID-POS reports', () => {
  it.each<[string, (Uint8Array | undefined)[], string[]]>([
    ['one report', [report(']C1', '0109506000134352')], ['scan ]C10109506000134352']],
    ['GS', [report(']d2', '10AB\u001D21X')], ['scan ]d210AB\u001D21X']],
    [
      'a code over three reports',
      [report(']Q3', x56, { continued: true }), report(']Q3', x56, { continued: true }), report(']Q3', 'end')],
      [`scan ]Q3${x56}${x56}end`],
    ],
    ['everything one byte later', [report(']E0', '9506000134352', { shift: 1 })], ['scan ]E09506000134352']],
    ['no identifier', [report('\0\0\0', 'LOC-01')], ['scan LOC-01']],
    ['a length beyond the report', [report(']C1', 'x').with(0, 57)], ['discarded  (malformed)']],
    ['an unknown layout', [report('abc', 'LOC-01')], ['discarded  (malformed)']],
    ['another report', [new Uint8Array(8)], ['discarded  (malformed)']],
  ])('%s', (_, reports, told) => {
    expect(run(reports)).toEqual(told);
  });

  it('tells of a code whose rest never came', () => {
    expect(run([report(']Q3', x56, { continued: true }), undefined], 2000)).toEqual([`incomplete ]Q3${x56} (silence)`]);
    expect(run([report(']Q3', 'A', { continued: true }), report(']C1', 'B')], 2000)).toEqual([
      'incomplete ]Q3A (silence)',
      'scan ]C1B',
    ]);
  });

  it('never ends by itself', () => {
    const told = run(Array.from({ length: 200 }, () => report(']Q3', x56, { continued: true })));
    expect(told[0]).toMatch(/^discarded .* \(too-long\)$/);
  });
});
