import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { ControlAnswer } from '../control/protocol.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { PIN_FORM } from '../../shared/people.ts';
import { hashPin, PIN_HASH_FORM } from '../people/pin.ts';
import { OPERATOR_ROLES } from '../people/roles.ts';
import { lockedFor, operatorStore, type OperatorChange } from '../people/store.ts';
import { isUnique } from '../settings/schema/fields.ts';
import { operatorId } from '../settings/schema/people.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { doOrHandOver } from './hold.ts';
import { lookInto } from './look.ts';
import { print, tell } from './output.ts';
import { readSecret } from './read-secret.ts';
import { table } from './table.ts';

const USAGE = "write 'operators list', 'add ID', 'remove ID', 'pin ID', 'import FILE' or 'hash'";

/** `operators list | add ID [--name N] [--role R] [--pin] | remove ID | pin ID [--none] | import FILE | hash` */
export function operators(given: Arguments): Promise<number> {
  const [what, word] = given.positionals;
  switch (what) {
    case 'list':
      return list(given);
    case 'hash':
      return askForPin().then((hash) => (print(hash), 0));
    case 'add':
      return add(given, badge(word));
    case 'remove':
      return change(given, [{ id: badge(word), active: false }], 'known');
    case 'pin':
      return given.flags.has('none')
        ? change(given, [{ id: badge(word), pin: null }], 'known')
        : askForPin().then((pin) => change(given, [{ id: badge(word), pin }], 'known'));
    case 'import':
      if (word === undefined) throw new UsageError(USAGE);
      return change(given, readFile(word), 'any');
    case undefined:
    default:
      throw new UsageError(USAGE);
  }
}

async function add(given: Arguments, id: string): Promise<number> {
  const role = v.safeParse(v.optional(v.picklist(OPERATOR_ROLES)), given.values['role']);
  if (!role.success) throw new UsageError(`--role is one of ${OPERATOR_ROLES.join(', ')}`);
  const pin = given.flags.has('pin') ? await askForPin() : null;
  // Whoever is taken in again begins anew.
  const operator = { id, name: given.values['name'] ?? id, role: role.output ?? 'worker', pin, active: true } as const;
  return change(given, [operator], 'new');
}

async function change(
  { folder }: Arguments,
  changes: readonly OperatorChange[],
  expects: 'new' | 'known' | 'any',
): Promise<number> {
  const answer: ControlAnswer = await doOrHandOver(folder, 'operators', { ask: 'operators', changes, expects });
  return tell(answer);
}

async function list({ folder, flags }: Arguments): Promise<number> {
  const all = await lookInto(folder, 'operators', (db) => operatorStore(db).all());
  const nowMs = Date.now();
  const told = all.map(({ pin, failures, failedMs, ...operator }) => ({
    ...operator,
    pin: pin !== null,
    wait_s: Math.ceil(lockedFor({ failures, failedMs }, nowMs) / 1000),
  }));
  if (flags.has('json')) print(JSON.stringify(told));
  else if (told.length === 0) print('No operators are set up: any badge signs in.');
  else {
    const cells = told.map(({ id, name, role, pin, active, wait_s }) => [
      id,
      name,
      role,
      pin ? 'PIN' : '',
      active ? '' : 'inactive',
      wait_s > 0 ? `wait ${wait_s} s` : '',
    ]);
    print(table(['badge', 'name', 'role', 'pin', 'state', 'tries'], cells));
  }
  return 0;
}

function badge(word: string | undefined): string {
  const read = v.safeParse(operatorId, word);
  if (!read.success) throw new UsageError(word === undefined ? USAGE : `a badge has ${read.issues[0].message}`);
  return read.output;
}

/** The hash of a PIN that is asked for here: the PIN itself goes nowhere. */
async function askForPin(): Promise<string> {
  const pin = await readSecret('PIN: ');
  if (!PIN_FORM.test(pin)) throw new UsageError('a PIN has 4 to 12 digits; give it on standard input');
  return hashPin(pin);
}

const fileSchema = v.pipe(
  v.array(
    v.strictObject({
      id: operatorId,
      name: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
      role: v.optional(v.picklist(OPERATOR_ROLES)),
      pin: v.optional(v.pipe(v.string(), v.regex(PIN_FORM))),
      pin_hash: v.optional(v.nullable(v.pipe(v.string(), v.regex(PIN_HASH_FORM)))),
      active: v.optional(v.boolean()),
    }),
  ),
  // Else the later one would silently take the PIN or the role from the first.
  v.check((list) => isUnique(list, ({ id }) => id)),
);

/** A JSON list, or an object with it under `operators`. PINs become hashes here. @throws UsageError that repeats no PIN. */
function readFile(file: string): OperatorChange[] {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is no JSON' : reasonOf(error);
    throw new UsageError(`cannot read ${file}: ${why}`, { cause: error });
  }
  const read = v.safeParse(
    fileSchema,
    Array.isArray(value) ? value : (value as { operators?: unknown } | null)?.operators,
  );
  if (!read.success) {
    if (read.issues[0].type === 'check') throw new UsageError(`two operators of ${file} have one badge`);
    const where = read.issues.slice(0, 3).map((issue) => v.getDotPath(issue) ?? 'the list');
    throw new UsageError(`${file} is no list of operators: look at ${where.join(', ')}`);
  }
  return read.output.map(({ pin, pin_hash, active = true, ...operator }) => ({
    ...operator,
    active,
    pin: pin === undefined ? pin_hash : hashPin(pin),
  }));
}
