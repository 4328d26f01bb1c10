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

const NOT_UTF8 = 'Events are written in UTF-8; this is something else.';
const MAX_EVENT_CHARACTERS = 4 * 1024 * 1024;
const MAX_DEPTH = 32;
/** Lines or messages in one batch (INTERFACES 3). */
const MAX_BATCH_LINES = 500;
/** A batch span links to every event of its batch: no array is longer than a span can have links. */
const MAX_BATCH_ITEMS = 1000;

/** All batches of an input at once. */
export function readInput(text: string): InputBatch[] {
  return [...readBatches(text)];
}

/**
 * The batches of an input, each read when it is asked for: between two of them others may have their turn.
 * @param maxEvents of an input that comes from outside; one with more is refused as a whole.
 */
export function* readBatches(text: string, maxEvents = Number.POSITIVE_INFINITY): Generator<InputBatch, void> {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') return;
  const whole = parse(trimmed);
  if (whole.ok) {
    if (!trimmed.isWellFormed()) yield refusedWhole('not_utf8', NOT_UTF8, trimmed);
    else if (Array.isArray(whole.value)) yield* batchesOf(whole.value, maxEvents);
    else yield { form: 'single', items: [checked(whole.value, trimmed)] };
    return;
  }
  // An array that breaks off has no lines to save.
  if (trimmed.startsWith('[') || !trimmed.includes('\n')) {
    yield refusedWhole('not_json', whole.message, trimmed);
    return;
  }
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const numbers = lines.flatMap((raw, index) => (raw.trim() === '' ? [] : [index]));
  if (numbers.length > maxEvents) {
    yield tooMany(numbers.length, maxEvents);
    return;
  }
  for (const chunk of inChunks(numbers, MAX_BATCH_LINES)) {
    yield { form: 'batch', items: chunk.map((index) => readLine((lines[index] ?? '').trim(), index + 1)) };
  }
}

/** Events that came as one array, in as many batches as their spans can link to. */
export function* batchesOf(
  values: readonly unknown[],
  maxEvents = Number.POSITIVE_INFINITY,
): Generator<InputBatch, void> {
  if (values.length > maxEvents) yield tooMany(values.length, maxEvents);
  else for (const chunk of inChunks(values, MAX_BATCH_ITEMS)) yield { form: 'batch', items: chunk.map(toItem) };
}

/** One event that came by itself. */
export const singleEvent = (value: unknown): InputBatch => ({ form: 'single', items: [toItem(value)] });

/** An input that is no list of events at all: kept aside like an event that was refused. */
export function refusedWhole(reason: string, message: string, raw: string): InputBatch {
  return { form: 'single', items: [{ ok: false, reason, message, raw }] };
}

function tooMany(count: number, limit: number): InputBatch {
  return refusedWhole('too_many', `An input may have ${limit} events, this has ${count}: split it.`, '');
}

function toItem(value: unknown): InputItem {
  // Depth first: what is nested beyond all measure cannot be written down again.
  return depthExceeds(value, MAX_DEPTH) ? tooDeep('') : checked(value, JSON.stringify(value));
}

function readLine(raw: string, line: number): InputItem {
  if (!raw.isWellFormed()) return { ok: false, reason: 'not_utf8', message: NOT_UTF8, raw, line };
  const parsed = parse(raw);
  if (!parsed.ok) return { ok: false, reason: 'not_json', message: parsed.message, raw, line };
  return { ...checked(parsed.value, raw), line };
}

function checked(value: unknown, raw: string): InputItem {
  if (raw.length > MAX_EVENT_CHARACTERS) {
    const message = `An event may have ${MAX_EVENT_CHARACTERS} characters, this has ${raw.length}.`;
    return { ok: false, reason: 'too_large', message, raw: raw.slice(0, 10_000) };
  }
  return depthExceeds(value, MAX_DEPTH) ? tooDeep(raw) : { ok: true, value, raw };
}

function tooDeep(raw: string): InputItem {
  return { ok: false, reason: 'too_deep', message: `An event may be nested ${MAX_DEPTH} deep.`, raw };
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
