import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { errorCode, syncFolder } from '../database/durable-file.ts';
import { UPDATE_STATES } from '../../shared/facts.ts';
import type { Update } from './state.ts';

/** Beside the database, not in it: what a restore takes back must not take this back. */
const FILE = 'update.json';

const text = v.pipe(v.string(), v.maxLength(2_000));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const schema = v.object({
  state: v.picklist(UPDATE_STATES),
  version: v.nullable(text),
  reason: v.nullable(text),
  from: v.nullable(text),
  backup: v.nullable(v.object({ file: text, made_at: text, mark: v.object({ audit: whole, events: whole }) })),
  since: text,
});

/** @returns undefined where there was never an update, or where what is there cannot be read: it is only a note. */
export function readUpdate(folder: string): Update | undefined {
  try {
    const read = v.safeParse(schema, JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
    return read.success ? read.output : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** On the disk when it returns: it must outlive the program that is replaced. */
export function writeUpdate(folder: string, update: Update): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, `.${FILE}.part`);
  writeFileSync(part, `${JSON.stringify(update)}\n`, { mode: 0o600, flush: true });
  renameSync(part, join(folder, FILE));
  syncFolder(folder);
}
