import { homedir } from 'node:os';

export type Level = 'info' | 'warn' | 'error';

/** Facts of an event: short words and numbers of the station itself, never what was scanned, typed or ordered. */
export type Details = Readonly<Record<string, string | number | boolean | null | undefined>>;

const LONGEST_TEXT = 500;
const STACK_LINES = 20;
/** What a viewer could take for the end of a line, an escape sequence or a change of direction. */
const NOT_PLAIN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** One event as one line of JSON, without its line end. Whatever is in the details, it stays this one line. */
export function logLine(atMs: number, level: Level, event: string, details: Details): string {
  const short = Object.entries(details).map(([key, value]) => [
    key,
    typeof value === 'string' ? bounded(value) : value,
  ]);
  const line = { time: new Date(atMs).toISOString(), level, event, ...(Object.fromEntries(short) as Details) };
  return JSON.stringify(line).replaceAll(NOT_PLAIN, escaped);
}

const bounded = (text: string): string => withoutHome(text.toWellFormed().slice(0, LONGEST_TEXT));

/**
 * What can be told of a fault. Its words are told only of faults of the system and of SQLite, which speak of files and
 * tables; others may quote what they choked on, and that may be somebody's address.
 */
export function faultDetails(error: unknown): Details {
  if (!(error instanceof Error)) return { fault: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    fault: error.name,
    code,
    reason: code === undefined ? undefined : error.message,
    ...Object.fromEntries(frames.slice(0, STACK_LINES).map((frame, index) => [`at_${index}`, frame.trim().slice(3)])),
  };
}

/** A home folder carries the name of whose it is. */
function withoutHome(text: string): string {
  const home = homedir();
  return home.length > 1 ? text.replaceAll(home, '~') : text;
}

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
