import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A page that stands open is given a new session every day; one that was closed for a week asks for a new link. */
const VALID_MS = 7 * 86_400_000;
const RENEW_AFTER_MS = 86_400_000;
/** As many links as somebody may ask for without using one; the oldest goes. */
const MOST_LINKS = 10;

export interface Sessions {
  /** A token that opens one session, once. */
  newToken(): string;
  /** Spends a token. @returns the value of the session's cookie; undefined for a token that is unknown or was spent. */
  open(token: string): string | undefined;
  /** Whether a cookie's value is that of a session, and whether it is time for a new one. */
  check(value: string | undefined): { readonly isValid: boolean; readonly isOld: boolean };
  newValue(): string;
}

/**
 * Sessions of the browser host. A session is a time, a random number and their signature: nothing has to be kept, and a
 * page finds its session again after the station was restarted.
 * @param secret kept with the installation.
 */
export function createSessions(secret: string, nowMs: () => number): Sessions {
  const tokens: string[] = [];
  const sign = (text: string): string => createHmac('sha256', secret).update(text).digest('base64url');

  function newValue(): string {
    const text = `${nowMs().toString(36)}.${randomBytes(16).toString('base64url')}`;
    return `${text}.${sign(text)}`;
  }

  return {
    newValue,
    newToken() {
      const token = randomBytes(32).toString('base64url');
      tokens.push(token);
      if (tokens.length > MOST_LINKS) tokens.shift();
      return token;
    },
    open(token) {
      // All are compared, so that the time it takes tells nothing.
      const at = tokens.map((known) => isSame(known, token)).indexOf(true);
      if (at === -1) return undefined;
      tokens.splice(at, 1);
      return newValue();
    },
    check(value = '') {
      const end = value.lastIndexOf('.');
      const text = value.slice(0, Math.max(end, 0));
      const isSigned = end > 0 && isSame(sign(text), value.slice(end + 1));
      const ageMs = nowMs() - Number.parseInt(text.split('.', 1)[0] ?? '', 36);
      // A clock that was set back makes ages negative; a day of that is forgiven.
      const isValid = isSigned && ageMs < VALID_MS && ageMs > -RENEW_AFTER_MS;
      return { isValid, isOld: Math.abs(ageMs) > RENEW_AFTER_MS };
    },
  };
}

/** Compares digests of one length, whatever was given. */
function isSame(known: string, given: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest();
  return timingSafeEqual(digest(known), digest(given));
}
