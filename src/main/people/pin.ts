import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/* PINs: kept as a hash only, and tried slowly. */

/** `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`, the last two in base64url. The bounds keep a check under a second. */
export const PIN_HASH_FORM = /^scrypt\$(1[0-7])\$([1-9]|1[0-6])\$([1-4])\$([\w-]{22,86})\$([\w-]{43})$/;

/** 32 MiB and some 80 ms on a slow bench: for a worker a blink, for who tries all PINs of a stolen file a while. */
const COST = { log2n: 15, r: 8, p: 1 } as const;
const BYTES = 32;

/** The hash to keep of a PIN, with a salt of its own and the parameters it was made with. */
export function hashPin(pin: string): string {
  const salt = randomBytes(16);
  const { log2n, r, p } = COST;
  return ['scrypt', log2n, r, p, salt.toString('base64url'), derive(pin, salt, COST).toString('base64url')].join('$');
}

/** Whether a PIN is the one of a hash. What is no hash of ours is nobody's PIN. */
export function matchesPin(pin: string, stored: string): boolean {
  const [, log2n, r, p, salt, hash] = PIN_HASH_FORM.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return false;
  const cost = { log2n: Number(log2n), r: Number(r), p: Number(p) };
  return timingSafeEqual(derive(pin, Buffer.from(salt, 'base64url'), cost), Buffer.from(hash, 'base64url'));
}

function derive(pin: string, salt: Buffer, cost: { log2n: number; r: number; p: number }): Buffer {
  const N = 2 ** cost.log2n;
  // Node's own limit is just what N and r take; scrypt wants a little more.
  return scryptSync(pin, salt, BYTES, { N, r: cost.r, p: cost.p, maxmem: 128 * N * cost.r * (cost.p + 1) });
}

const FREE_TRIES = 3;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

/** How long nobody may try again after so many wrong PINs in a row, in ms: 30 s after the third, then twice as long, at most an hour. */
export function waitAfter(failures: number): number {
  if (failures < FREE_TRIES) return 0;
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES));
}
