import type { Finding } from '../../shared/set-up.ts';
import { ask } from '../control/client.ts';
import { examine } from '../doctor/examine.ts';
import { findingIn } from '../doctor/finding.ts';
import { VERSION } from '../version.ts';
import type { Arguments } from './arguments.ts';
import { print } from './output.ts';
import { printable, table } from './table.ts';

/**
 * `doctor [--json]`: what is wrong with the station and what to do about it. Exit 1 when something is unhealthy,
 * 3 when it is the data folder that cannot be used.
 */
export async function doctor(given: Arguments): Promise<number> {
  const findings = await examined(given.folder);
  const healthy = findings.every(({ state }) => state !== 'problem');
  if (given.flags.has('json')) print(JSON.stringify({ ok: healthy, findings }));
  else for (const line of findingsInWords(findings)) print(line);
  if (healthy) return 0;
  return findings.some(({ check, state }) => check === 'folder' && state === 'problem') ? 3 : 1;
}

/** The folder from all sides, in the words of the command line. */
export async function examined(folder: string): Promise<Finding[]> {
  const who = await ask(folder, { ask: 'who' });
  const running = who === undefined ? undefined : `pickspan ${who.command} (process ${who.pid})`;
  const found = await examine({ folder, environment: process.env, version: VERSION, running });
  return found.map((each) => findingIn('en', each));
}

export function findingsInWords(findings: readonly Finding[]): string[] {
  const rows = findings.map(({ check, state, what }) => [state === 'problem' ? 'PROBLEM' : state, check, what]);
  const todo = findings.filter((finding) => finding.todo !== null && finding.state === 'problem');
  const notes = findings.filter((finding) => finding.todo !== null && finding.state === 'note');
  return [
    table(['', 'what', 'found'], rows),
    ...(todo.length === 0 ? [] : ['', 'To do:', ...todo.map(line)]),
    ...(notes.length === 0 ? [] : ['', 'Worth knowing:', ...notes.map(line)]),
  ];
}

const line = ({ check, what, todo }: Finding): string =>
  printable(`  ${check}: ${what.replace(/\.$/, '')}. ${todo ?? ''}`);
