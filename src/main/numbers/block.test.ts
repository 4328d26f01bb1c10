import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { blockFromUuid } from './block.ts';

const UUID = '4d63009a-8d0f-11ee-aad7-4c796ed8e320';

describe('blockFromUuid', () => {
  it('stays as it is for ever: stations in use rely on it', () => {
    // SHA-256 of the UUID's text mod 10^6 is 66784, worked out with another program.
    const fixed = { from: 667_840_000_000, to: 667_849_999_999 };
    expect(blockFromUuid(UUID, { block: 6, serial: 7 })).toEqual(fixed);
    expect(blockFromUuid(UUID.toUpperCase(), { block: 6, serial: 7 })).toEqual(fixed);
  });

  it('gives whole blocks within the digits', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 8 }));
    fc.assert(
      fc.property(fc.uuid(), sizes, (uuid, [block, serial]) => {
        const { from, to } = blockFromUuid(uuid, { block, serial });
        expect(to - from + 1).toBe(10 ** serial);
        expect(from % 10 ** serial).toBe(0);
        expect(to).toBeLessThan(10 ** (block + serial));
        expect(Number.isSafeInteger(to)).toBe(true);
      }),
    );
  });

  it('spreads stations over the blocks', () => {
    const uuids = Array.from({ length: 1000 }, (_, index) => `${UUID.slice(0, -4)}${String(index).padStart(4, '0')}`);
    const blocks = new Set(uuids.map((uuid) => blockFromUuid(uuid, { block: 6, serial: 7 }).from));
    expect(blocks.size).toBeGreaterThan(990);
  });

  it.each([
    ['', 6, 7],
    ['not-a-uuid', 6, 7],
    [`${UUID}\n`, 6, 7],
    [UUID, 0, 7],
    [UUID, 6, 0],
    [UUID, 8, 8],
    [UUID, 1.5, 7],
  ])('throws on %j with %d and %d digits', (uuid, block, serial) => {
    expect(() => blockFromUuid(uuid, { block, serial })).toThrow(RangeError);
  });
});
