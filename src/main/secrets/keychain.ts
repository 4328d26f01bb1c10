import type * as Keyring from '@napi-rs/keyring';
import type { Entry, EntryOptions } from '@napi-rs/keyring';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { reasonOf } from '../database/folder-problem.ts';

/** Where the operating system keeps what nobody else may read. Each call throws what the system says against it. */
export interface Keychain {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  remove(name: string): void;
}

export type OpenedKeychain =
  | { readonly ok: true; readonly keychain: Keychain }
  | { readonly ok: false; readonly because: string };

const SERVICE = 'pickspan';

/**
 * The keychain of Windows or macOS, on Linux the Secret Service. The kernel's keyring, which the library would take in its
 * place, forgets at the next start of the computer and is no place for a station's keys.
 * @param folder two stations of one user share nothing.
 */
export function openKeychain(folder: string, environment: NodeJS.ProcessEnv): OpenedKeychain {
  if (environment['PICKSPAN_NO_KEYCHAIN'] === '1') return { ok: false, because: 'PICKSPAN_NO_KEYCHAIN is set' };
  const station = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16);
  const options: EntryOptions | undefined =
    process.platform === 'linux' ? { linux: { store: 'secret-service' } } : undefined;
  try {
    // Only who has a secret loads it; and where it has no build for the platform there is no keychain, and a station.
    const { Entry: Made } = createRequire(import.meta.url)('@napi-rs/keyring') as typeof Keyring;
    const entry = (name: string): Entry => new Made(SERVICE, `${station}/${name}`, options);
    // The one question that tells whether anybody answers.
    entry('-').getPassword();
    return {
      ok: true,
      keychain: {
        get: (name) => entry(name).getPassword() ?? undefined,
        set: (name, value) => entry(name).setPassword(value),
        remove: (name) => void entry(name).deletePassword(),
      },
    };
  } catch (error) {
    return { ok: false, because: reasonOf(error).split('\n', 1)[0] ?? 'it does not answer' };
  }
}
