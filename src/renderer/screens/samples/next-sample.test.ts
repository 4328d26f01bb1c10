import { describe, expect, it } from 'vitest';
import type { SampleCode } from '../../../shared/contract.ts';
import type { View } from '../../../shared/views.ts';
import { nextSample, sampleRows } from './next-sample.ts';

const code = (text: string, kind: SampleCode['kind'] = 'command'): SampleCode => ({ label: text, code: text, kind });
const CODES = [
  code('PS:OP:w1', 'badge'),
  code('PS:PICK'),
  code('A-01-03', 'bin'),
  code('04012345123456', 'item'),
  code('04012345123456', 'item'),
  code('PS:LOT:L42'),
  code('PS:PACK'),
  code('PS:BOX:S'),
  code('04012345123456', 'item'),
  code('PS:DONE'),
  code('PS:SHIP'),
  code('PS00000000123456', 'order'),
  code('PS:HANDOVER'),
];
const rows = sampleRows(CODES);
/** Only what the rule looks at. */
const view = (of: object): View => of as View;
const line = { bin: 'A-01-03', gtin: '04012345123456', sku: null };
const next = (of: object): string | undefined => {
  const row = rows[nextSample(rows, view(of))];
  return row === undefined ? undefined : `${row.part} ${row.code}`;
};

describe('the sample codes', () => {
  it('put equal ones that follow each other into one row', () => {
    expect(rows.map(({ times }) => times)).toEqual([1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it.each([
    [{ kind: 'signin' }, 'signin PS:OP:w1'],
    [{ kind: 'home', waiting: { pick: 3, pack: 0, ship: 0 } }, 'pick PS:PICK'],
    [{ kind: 'home', waiting: { pick: 3, pack: 1, ship: 0 } }, 'pack PS:PACK'],
    [{ kind: 'home', waiting: { pick: 3, pack: 1, ship: 1 } }, 'ship PS:SHIP'],
    [{ kind: 'pick', line, expect: ['bin'] }, 'pick A-01-03'],
    [{ kind: 'pick', line, expect: ['item'] }, 'pick 04012345123456'],
    [{ kind: 'pick', line, expect: ['lot'] }, 'pick PS:LOT:L42'],
    [{ kind: 'pack', line, expect: ['item', 'box'] }, 'pack 04012345123456'],
    [{ kind: 'pack', line: null, expect: ['weight'] }, 'pack PS:DONE'],
    [{ kind: 'pack', line: null, closed: true, expect: ['command'] }, 'ship PS:SHIP'],
    [
      { kind: 'ship', expect: ['label'], parcel: 1, parcels: [{ number: 1, tracking_number: 'PS00000000123456' }] },
      'ship PS00000000123456',
    ],
    [{ kind: 'ship', expect: ['command'], parcel: 1, parcels: [] }, 'ship PS:HANDOVER'],
    [{ kind: 'question', expect: ['reason'] }, undefined],
  ])('lead on from %j', (of, expected) => {
    expect(next(of)).toBe(expected);
  });
});
