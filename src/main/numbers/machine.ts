import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * What a computer is known by, hashed: nobody can tell from it which one it is, only whether it is the same. Null where
 * it has no such thing.
 */
export interface Machine {
  /** The system's own id, which outlives a new name. */
  readonly id: string | null;
  /** The name of the computer, where it is a name and not drawn anew at each start. */
  readonly host: string | null;
}

/** @param environment PICKSPAN_MACHINE_ID takes the place of the system's id: for images, containers and tests. */
export function readMachine(environment: NodeJS.ProcessEnv): Machine {
  const given = environment['PICKSPAN_MACHINE_ID']?.trim();
  return { id: hashed(given || (systemId ??= { id: idOfSystem() }).id), host: hashed(lastingName()) };
}

/**
 * Whether two readings are of one computer. Ids decide where both have one, else names do. A computer that is known by
 * nothing is taken for the one that was known by nothing before, and for no other.
 */
export function isSameMachine(before: Machine, now: Machine): boolean {
  if (before.id !== null && now.id !== null) return before.id === now.id;
  if (before.host !== null && now.host !== null) return before.host === now.host;
  return before.id === null && before.host === null;
}

/** Read once: it takes another process on Windows and macOS. */
let systemId: { readonly id: string | undefined } | undefined;

function idOfSystem(): string | undefined {
  try {
    if (process.platform === 'win32') return machineGuid();
    if (process.platform === 'darwin') return platformUuid();
    return machineIdFile();
  } catch {
    return undefined;
  }
}

/** machine-id(5): 32 hexadecimal digits; `uninitialized` or empty in an image that has not started yet. */
function machineIdFile(): string | undefined {
  for (const file of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8').trim();
    if (/^[0-9a-f]{32}$/.test(text)) return text;
  }
  return undefined;
}

function machineGuid(): string | undefined {
  const reg = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  const text = answerOf(reg, ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64']);
  return /MachineGuid\s+REG_SZ\s+(\S+)/.exec(text)?.[1];
}

function platformUuid(): string | undefined {
  const text = answerOf('/usr/sbin/ioreg', ['-rd1', '-c', 'IOPlatformExpertDevice']);
  return /"IOPlatformUUID" = "([^"]+)"/.exec(text)?.[1];
}

const answerOf = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, {
    encoding: 'utf8',
    timeout: 5000,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });

/** A container is named anew whenever it is made; its volume stays. */
function lastingName(): string | undefined {
  const inContainer = ['/.dockerenv', '/run/.containerenv'].some((file) => existsSync(file));
  const name = hostname().toLowerCase();
  return inContainer || 'KUBERNETES_SERVICE_HOST' in process.env || name === 'localhost' ? undefined : name;
}

/** machine-id(5) asks not to pass the id itself on. */
const hashed = (text: string | undefined): string | null =>
  text === undefined ? null : createHmac('sha256', 'pickspan').update(text).digest('hex').slice(0, 32);
