/** The seed of every random test, from PICKSPAN_SEED or made up; its name belongs into the test's title. */
export const seed = Number(process.env['PICKSPAN_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

export const seedName = `PICKSPAN_SEED=${seed}`;

/** How many random runs: a tenth, except in a soak. */
export const runs = (soak: number): number => (process.env['PICKSPAN_SOAK'] === '1' ? soak : Math.ceil(soak / 10));

/** Ends a hang in a test that works long by design; it says nothing about speed. */
export const HANG_LIMIT_MS = 3_600_000;
