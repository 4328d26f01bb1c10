import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readSecretFile, SECRETS_FILE } from '../secrets/secret-file.ts';
import { openSecrets, secretVariable } from '../secrets/secrets.ts';
import { readSettingsFile } from '../settings/load.ts';
import { isSecret, references } from '../settings/secret-places.ts';
import { dotted, leaves } from '../settings/tree.ts';
import { note, ok, problem, type Finding } from './finding.ts';

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
export function checkSecrets(folder: string, environment: NodeJS.ProcessEnv): Finding[] {
  const file = readSettingsFile(folder) ?? {};
  const secrets = openSecrets(folder, environment);
  const named = references(file);
  const open = leaves(file).filter(([path, value]) => isSecret(path, value));
  if (named.length === 0 && open.length === 0) return [ok('secrets', 'none are set')];
  const missing = named.filter(({ name }) => secrets.find(name) === undefined);
  const findings = missing.map(({ path, name }) => {
    const todo = `Give it: pickspan settings secret ${name}, or ${secretVariable(name)}.`;
    return problem('secrets', `${name} of ${dotted(path)} is kept nowhere`, todo);
  });
  if (open.length > 0) {
    const todo = "Any change through 'pickspan settings' or the screen moves them out.";
    findings.push(
      note('secrets', `${open.map(([path]) => dotted(path)).join(', ')}: in station.json, in the open`, todo),
    );
  }
  const because = secrets.noKeychain();
  if (because === undefined) return [...findings, ok('secrets', 'this computer has a keychain')];
  const kept = readSecretFile(folder).size;
  const todo =
    'Whoever can read this user’s files can read them. On Linux a Secret Service (GNOME Keyring, KWallet) would keep them.';
  findings.push(note('secrets', `no keychain (${because}): ${kept} in ${SECRETS_FILE}`, todo));
  if (kept > 0 && process.platform !== 'win32' && (statSync(join(folder, SECRETS_FILE)).mode & 0o077) !== 0)
    findings.push(
      problem('secrets', `${SECRETS_FILE} can be read by others`, `Shut it: chmod 600 '${join(folder, SECRETS_FILE)}'`),
    );
  return findings;
}
