import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readSecretFile, SECRETS_FILE } from '../secrets/secret-file.ts';
import { openSecrets, secretVariable } from '../secrets/secrets.ts';
import { readSettingsFile } from '../settings/load.ts';
import { isSecret, references } from '../settings/secret-places.ts';
import { dotted, leaves } from '../settings/tree.ts';
import { note, ok, problem, type Found } from './finding.ts';

/** How many secrets the settings name, and why this computer has no keychain for them; null where it has, or none is set. */
export function secretsKept(
  folder: string,
  environment: NodeJS.ProcessEnv,
): { readonly named: number; readonly no_keychain: string | null } {
  const named = references(readSettingsFile(folder) ?? {}).length;
  const because = named === 0 ? undefined : openSecrets(folder, environment).noKeychain();
  return { named, no_keychain: because ?? null };
}

/** Where keys and passwords lie, said plainly. Their texts are never told. */
export function checkSecrets(folder: string, environment: NodeJS.ProcessEnv): Found[] {
  const file = readSettingsFile(folder) ?? {};
  const secrets = openSecrets(folder, environment);
  const named = references(file);
  const open = leaves(file).filter(([path, value]) => isSecret(path, value));
  if (named.length === 0 && open.length === 0) return [ok('secrets.none')];
  const missing = named.filter(({ name }) => secrets.find(name) === undefined);
  const findings = missing.map(({ path, name }) => {
    const words = { name, path: dotted(path), variable: secretVariable(name) };
    return problem('secrets.missing', 'secrets.missing.todo', words);
  });
  if (open.length > 0) {
    const paths = open.map(([path]) => dotted(path));
    findings.push(note('secrets.in_the_open', 'secrets.in_the_open.todo', { paths }));
  }
  const because = secrets.noKeychain();
  if (because === undefined) return [...findings, ok('secrets.keychain')];
  const kept = readSecretFile(folder).size;
  findings.push(note('secrets.no_keychain', 'secrets.no_keychain.todo', { because, kept, file: SECRETS_FILE }));
  const path = join(folder, SECRETS_FILE);
  if (kept > 0 && process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    findings.push(problem('secrets.readable', 'secrets.readable.todo', { file: SECRETS_FILE, path }));
  return findings;
}
