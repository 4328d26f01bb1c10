import type { SampleCode } from '../../../shared/contract.ts';
import type { View } from '../../../shared/views.ts';

/** A code of the sample shift, with those equal to it that follow at once. */
export interface SampleRow extends SampleCode {
  readonly times: number;
  /** The stage in which it is scanned. */
  readonly part: 'signin' | 'pick' | 'pack' | 'ship';
}

const STARTS: Readonly<Record<string, SampleRow['part']>> = { 'PS:PICK': 'pick', 'PS:PACK': 'pack', 'PS:SHIP': 'ship' };

/** The codes as rows: equal ones that follow each other are one row, and each knows its stage. */
export function sampleRows(codes: readonly SampleCode[]): readonly SampleRow[] {
  const rows: SampleRow[] = [];
  let part: SampleRow['part'] = 'signin';
  for (const code of codes) {
    part = STARTS[code.code] ?? part;
    const before = rows.at(-1);
    if (before?.code === code.code) rows[rows.length - 1] = { ...before, times: before.times + 1 };
    else rows.push({ ...code, times: 1, part });
  }
  return rows;
}

/**
 * The row that the screen waits for: which hand moves next.
 * @returns its place; -1 where the samples have nothing for it
 */
export function nextSample(rows: readonly SampleRow[], view: View): number {
  const code = (of: (code: string) => boolean, part?: SampleRow['part']): number =>
    rows.findIndex((row) => (part === undefined || row.part === part) && of(row.code));
  const command = (word: string): number => code((text) => text.startsWith(`PS:${word}`));
  switch (view.kind) {
    case 'signin':
      return command('OP:');
    case 'home':
      // What has come furthest first: an order is finished before the next is begun.
      if (view.waiting.ship > 0) return command('SHIP');
      return command(view.waiting.pack > 0 ? 'PACK' : 'PICK');
    case 'pick':
    case 'putback':
      return wanted(view, 'pick');
    case 'pack':
      if (view.closed) return command('SHIP');
      return view.line === null ? command('DONE') : wanted(view, 'pack');
    case 'ship': {
      if (!view.expect.includes('label')) return command('HANDOVER');
      const parcel = view.parcels.find(({ number }) => number === view.parcel);
      return code((text) => text === parcel?.tracking_number || text === parcel?.sscc);
    }
    case 'question':
      return -1;
  }

  function wanted(
    { line, expect }: Pick<Extract<View, { kind: 'pick' }>, 'line' | 'expect'>,
    part: 'pick' | 'pack',
  ): number {
    const [first] = expect;
    if (line === null || first === undefined) return -1;
    if (first === 'bin') return code((text) => text === line.bin, part);
    if (first === 'item') return code((text) => text === line.gtin || text === line.sku, part);
    return command(`${first.toUpperCase()}:`);
  }
}
