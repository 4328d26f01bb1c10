/** Repeatable randomness for tests: the same seed gives the same run on every machine. */
export interface Random {
  /** 0 to limit - 1. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly character: (from: string) => string;
}

/** A 32 bit generator of the "mulberry" kind: one addition and two multiplications per number. */
export function seededRandom(seed: number): Random {
  let state = Math.trunc(seed);
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return {
    below,
    pick: (from) => {
      const [chosen] = from.slice(below(from.length));
      if (chosen === undefined) throw new Error('nothing to pick from');
      return chosen;
    },
    character: (from) => from.charAt(below(from.length)),
  };
}
