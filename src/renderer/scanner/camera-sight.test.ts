import { describe, expect, it } from 'vitest';
import { NOTHING_SEEN, see, type Sight } from './camera-sight.ts';

/** What is read of pictures 100 ms apart, each as the codes in it. */
function readsOf(pictures: readonly (readonly string[])[]): string[] {
  let sight: Sight = NOTHING_SEEN;
  return pictures.flatMap((codes, index) => {
    const seen = see(sight, codes, index * 100);
    ({ sight } = seen);
    return seen.read ?? [];
  });
}

const times = (count: number, ...codes: string[]): string[][] => Array.from({ length: count }, () => codes);

describe('pictures of a camera', () => {
  it('hold one read of a code, however long it stays and though some pictures miss it', () => {
    expect(readsOf([...times(20, 'A'), ...times(6), ...times(20, 'A')])).toEqual(['A']);
  });

  it('hold a read of the same code again once it has left', () => {
    expect(readsOf([...times(5, 'A'), ...times(10), ...times(5, 'A')])).toEqual(['A', 'A']);
  });

  it('hold a read of each code where one takes the place of the other', () => {
    expect(readsOf([...times(5, 'A'), ...times(5, 'B'), ...times(5, 'A')])).toEqual(['A', 'B', 'A']);
  });

  it('hold no read of what was seen in one picture only', () => {
    expect(readsOf([['A'], ['B'], [], ['A'], ['C'], ['A']])).toEqual([]);
  });

  it('hold no read while there are several codes, and say so', () => {
    expect(readsOf(times(10, 'A', 'B'))).toEqual([]);
    expect(see(NOTHING_SEEN, ['A', 'B'], 0).several).toBe(true);
    expect(see(NOTHING_SEEN, ['A', 'A'], 0).several).toBe(false);
  });

  it('hold a code that was read while another comes and goes beside it', () => {
    expect(readsOf([...times(5, 'A'), ...times(20, 'A', 'B'), ...times(5, 'A')])).toEqual(['A']);
  });
});
