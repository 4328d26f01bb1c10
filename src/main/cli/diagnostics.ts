import { existsSync } from 'node:fs';
import { ask } from '../control/client.ts';
import { diagnose } from '../doctor/diagnostics.ts';
import { VERSION } from '../version.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { print } from './output.ts';
import { theFile, writeTheFile } from './the-file.ts';

/** `diagnostics FILE`: JSON lines for support, which anybody can read before sending them. Nobody's data is in it. */
export async function diagnostics(given: Arguments): Promise<number> {
  const { folder } = given;
  const file = theFile(given);
  if (existsSync(file)) throw new UsageError(`${file} is there already; choose another name`);
  const who = await ask(folder, { ask: 'who' });
  const running = who === undefined ? undefined : `pickspan ${who.command}`;
  const parts = await diagnose({ folder, environment: process.env, version: VERSION, running });
  if (!writeTheFile(file, parts.map((part) => `${JSON.stringify(part)}\n`).join(''))) return 1;
  print(`${file}: ${parts.length} lines. Read it before you send it: names, addresses, keys and scans are not in it.`);
  return 0;
}
