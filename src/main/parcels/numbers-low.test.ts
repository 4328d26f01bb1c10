import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { created, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { stationStatus } from '../station/status.ts';

/** After one parcel of a series that has ten numbers, or as the settings say. */
function lowAfterOneParcel(sscc: object): readonly string[] {
  const bench = openBench({ numbers: { sscc: { prefix: '4012345', ...sscc } } });
  bench.take(created('ORD-1'));
  bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
  return stationStatus(bench.db, bench.folder, {}).numbers_low;
}

describe('a series that runs out', () => {
  it.each<[string, object, readonly string[]]>([
    ['is told of below a tenth', { from: 1, to: 1 }, ['sscc']],
    ['is not while a tenth is left', { from: 1, to: 10 }, []],
    ['is told of below what the settings say', { from: 1, to: 10, warn_below: 10 }, ['sscc']],
    ['is not at what they say', { from: 1, to: 10, warn_below: 9 }, []],
  ])('%s', (_name, sscc, expected) => {
    expect(lowAfterOneParcel(sscc)).toEqual(expected);
  });
});
