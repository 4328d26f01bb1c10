import type { Finding, SettingsState } from '../../shared/set-up.ts';
import { openReadOnly } from '../database/open.ts';
import { setUpState } from '../doctor/set-up.ts';
import { installationId } from '../station/installation.ts';
import type { Arguments } from './arguments.ts';
import { examined, findingsInWords } from './doctor.ts';
import { doOrHandOver } from './hold.ts';
import { print } from './output.ts';
import { change, readSettingsOf } from './settings.ts';
import { printable, table } from './table.ts';

interface Printed {
  readonly printer: string;
  /** Of its job after a while; null where there is no such printer. */
  readonly state: string | null;
}

/**
 * `setup`: what is set up, what is missing and what to do. With `--from` a whole file of settings first, with `--check`
 * all of it tried, with `--print` a page on every printer. Exit 1 when something is refused or found wrong.
 */
export async function setup(given: Arguments): Promise<number> {
  const { folder, flags, values } = given;
  const from = values['from'];
  if (from !== undefined) {
    const say = flags.has('json') ? (): void => undefined : print;
    const edit = { kind: 'replace', settings: readSettingsOf(from) } as const;
    const code = await change({ ...given, flags: new Set() }, edit, 'setup', say);
    if (code !== 0) return code;
  }
  const state = setUpState(folder, process.env, { installation: knownInstallation(folder), language: 'en' });
  const printed = flags.has('print') ? await testPrints(folder, state) : [];
  const findings = flags.has('check') ? await examined(folder) : undefined;
  const isWell = (findings ?? []).every(({ state: found }) => found !== 'problem') && printed.every(cameOut);
  if (flags.has('json')) {
    const all = findings === undefined ? {} : { ok: isWell, findings, printed };
    print(JSON.stringify({ ...state, ...all }));
  } else for (const line of inWords(state, findings, printed)) print(line);
  return isWell ? 0 : 1;
}

const cameOut = ({ state }: Printed): boolean => state === 'sent' || state === 'confirmed';

function knownInstallation(folder: string): string {
  const db = openReadOnly(folder);
  try {
    return db === undefined ? '00000000-0000-0000-0000-000000000000' : installationId(db);
  } finally {
    db?.close();
  }
}

async function testPrints(folder: string, { file }: SettingsState): Promise<Printed[]> {
  const printers = Array.isArray(file['printers']) ? (file['printers'] as { readonly name: string }[]) : [];
  const printed: Printed[] = [];
  for (const { name } of printers.length === 0 ? [{ name: 'folder' }] : printers) {
    const answer = await doOrHandOver(folder, 'setup', { ask: 'test-print', printer: name });
    const { state } = JSON.parse(answer.lines[0] ?? '{"state": null}') as { state: string | null };
    printed.push({ printer: name, state });
  }
  return printed;
}

function inWords(
  state: SettingsState,
  findings: readonly Finding[] | undefined,
  printed: readonly Printed[],
): string[] {
  const rows = state.steps.map(({ step, state: how, value }) => [step, how, value]);
  const todo = state.steps.flatMap(({ step, todo: words }) =>
    words === null ? [] : [printable(`  ${step}: ${words}`)],
  );
  const secrets = state.secret_paths.length;
  return [
    ...(state.first_run ? ['There is no station.json: the station works for trying out, and says TEST.', ''] : []),
    table(['step', 'from', 'value'], rows),
    ...(todo.length === 0 ? [] : ['', 'Before real work:', ...todo]),
    ...(secrets > 0 && state.no_keychain !== null
      ? ['', `${secrets} secrets, and this computer has no keychain: they lie in secrets.json (${state.no_keychain}).`]
      : []),
    ...(findings === undefined
      ? ['', "'pickspan setup --check' tries all of it."]
      : ['', ...findingsInWords(findings)]),
    ...printed.map((each) => `Test page on ${each.printer}: ${each.state ?? 'no such printer'}`),
  ];
}
