/*
 * Text to events: a CloudEvents object, a JSON array of events, or JSON Lines. Every fault is kept to its own event:
 * one bad line never costs the others.
 */

/** One event of an input, or why it is none. `raw` is its text, kept when it is refused. */
export type InputItem =
  | { readonly ok: true; readonly value: unknown; readonly raw: string; readonly line?: number }
  | {
      readonly ok: false;
      readonly reason: string;
      readonly message: string;
      readonly raw: string;
      readonly line?: number;
    };

/** Events that arrived together. A `single` event came alone and is no batch. */
export interface InputBatch {
  readonly form: 'single' | 'batch';
  readonly items: readonly InputItem[];
}

const MAX_EVENT_CHARACTERS = 4 * 1024 * 1024;
const MAX_DEPTH = 32;
/** Lines or messages in one batch (INTERFACES 3). */
const MAX_BATCH_LINES = 500;
/** A batch span links to every event of its batch: no array is longer than a span can have links. */
const MAX_BATCH_ITEMS = 1000;

export function readInput(text: string): InputBatch[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return [];
  const whole = parse(trimmed);
  if (whole.ok) {
    if (!Array.isArray(whole.value)) return [{ form: 'single', items: [checked(whole.value, trimmed)] }];
    const items = whole.value.map((value: unknown) => checked(value, JSON.stringify(value)));
    return inChunks(items, MAX_BATCH_ITEMS).map((chunk) => ({ form: 'batch', items: chunk }));
  }
  // An array that breaks off has no lines to save.
  if (trimmed.startsWith('[') || !trimmed.includes('\n')) {
    return [{ form: 'single', items: [{ ok: false, reason: 'not_json', message: whole.message, raw: trimmed }] }];
  }
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((raw, index) => ({ raw: raw.trim(), line: index + 1 }))
    .filter(({ raw }) => raw !== '')
    .map(({ raw, line }) => readLine(raw, line));
  return inChunks(lines, MAX_BATCH_LINES).map((chunk) => ({ form: 'batch', items: chunk }));
}

function readLine(raw: string, line: number): InputItem {
  const parsed = parse(raw);
  if (!parsed.ok) return { ok: false, reason: 'not_json', message: parsed.message, raw, line };
  return { ...checked(parsed.value, raw), line };
}

function checked(value: unknown, raw: string): InputItem {
  if (raw.length > MAX_EVENT_CHARACTERS) {
    const message = `An event may have ${MAX_EVENT_CHARACTERS} characters, this has ${raw.length}.`;
    return { ok: false, reason: 'too_large', message, raw: raw.slice(0, 10_000) };
  }
  if (depthExceeds(value, MAX_DEPTH)) {
    return { ok: false, reason: 'too_deep', message: `An event may be nested ${MAX_DEPTH} deep.`, raw };
  }
  return { ok: true, value, raw };
}

function parse(text: string): { ok: true; value: unknown } | { ok: false; message: string } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function depthExceeds(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (left === 0) return true;
  return Object.values(value).some((child) => depthExceeds(child, left - 1));
}

function inChunks<T>(items: readonly T[], size: number): T[][] {
  const chunks: T[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}
