import { openKeychain, type OpenedKeychain } from './keychain.ts';
import { readSecretFile, SECRETS_FILE, writeSecretFile } from './secret-file.ts';

export const SECRET_NAME = /^[A-Za-z0-9._-]{1,128}$/;

/** The keys and passwords of a station, by name. */
export interface Secrets {
  /** Keychain, else environment, else `secrets.json`. */
  readonly find: (name: string) => string | undefined;
  /** @returns where it is kept now. */
  keep(name: string, value: string): 'keychain' | typeof SECRETS_FILE;
  forget(name: string): void;
  /** Why there is no keychain on this computer; undefined where there is one. */
  noKeychain(): string | undefined;
}

/** `PICKSPAN_SECRET_AMQP_PASSWORD` for `amqp.password`. */
export const secretVariable = (name: string): string =>
  `PICKSPAN_SECRET_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;

/**
 * Opens nothing before it is asked: most stations have no secret.
 * @param open another keychain than the system's, for a test.
 */
export function openSecrets(
  folder: string,
  environment: NodeJS.ProcessEnv,
  open: () => OpenedKeychain = () => openKeychain(folder, environment),
): Secrets {
  let opened: OpenedKeychain | undefined;
  const keychain = () => {
    opened ??= open();
    return opened.ok ? opened.keychain : undefined;
  };
  /** One that is locked, or gone in the middle, is as good as none. */
  const ask = <T>(question: () => T): T | undefined => {
    try {
      return question();
    } catch (error) {
      opened = { ok: false, because: error instanceof Error ? error.message : String(error) };
      return undefined;
    }
  };
  const fileWithout = (name: string): Map<string, string> => {
    const secrets = new Map(readSecretFile(folder));
    secrets.delete(name);
    return secrets;
  };

  return {
    find: (name) =>
      ask(() => keychain()?.get(name)) ?? environment[secretVariable(name)] ?? readSecretFile(folder).get(name),
    keep(name, value) {
      const isIn = ask(() => {
        keychain()?.set(name, value);
        return keychain() !== undefined;
      });
      const others = fileWithout(name);
      if (isIn !== true) {
        writeSecretFile(folder, others.set(name, value));
        return SECRETS_FILE;
      }
      if (readSecretFile(folder).has(name)) writeSecretFile(folder, others);
      return 'keychain';
    },
    forget(name) {
      ask(() => keychain()?.remove(name));
      if (readSecretFile(folder).has(name)) writeSecretFile(folder, fileWithout(name));
    },
    noKeychain() {
      keychain();
      return opened?.ok === false ? opened.because : undefined;
    },
  };
}
