import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { errorCode } from '../database/durable-file.ts';

/** Fewer characters would be a word that can be guessed. */
const MIN_TOKEN_CHARACTERS = 16;

export type TokenReading =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly problem: string };

/**
 * The bearer token in a file; made, for its user alone, where there is none yet.
 * @param isOwn whether the file is the station's own: then nobody else may read it. One that the settings name may be
 * shared on purpose.
 */
export function tokenIn(file: string, isOwn: boolean): TokenReading {
  try {
    const made = randomBytes(32).toString('base64url');
    try {
      // Made only where nothing is: no link is followed, no token replaced.
      writeFileSync(file, `${made}\n`, { flag: 'wx', mode: 0o600, flush: true });
      return { ok: true, token: made };
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    if (isOwn) chmodSync(file, 0o600);
    const token = readFileSync(file, 'utf8').trim();
    if (token.length >= MIN_TOKEN_CHARACTERS && /^[\x21-\x7E]+$/.test(token)) return { ok: true, token };
    return { ok: false, problem: `${file} holds no token of ${MIN_TOKEN_CHARACTERS} characters or more; delete it` };
  } catch (error) {
    return { ok: false, problem: `the token file ${file} cannot be used (${errorCode(error)})` };
  }
}

/** Whether an Authorization header brings the token. How long this takes tells nothing about the token. */
export function isAuthorized(header: string | undefined, token: string): boolean {
  const [, given] = /^bearer +(\S+) *$/i.exec(header ?? '') ?? [];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

/** Digests have one length, whatever was given. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
