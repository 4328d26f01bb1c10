import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/*
 * A serial port of the system without a cable: a pseudo terminal, whose other end is in the test's hand. Node cannot make
 * one; Python can, where it is.
 */

export const hasPseudoPorts =
  process.platform !== 'win32' && spawnSync('python3', ['-c', 'import pty'], { stdio: 'ignore' }).status === 0;

/** What comes in on the process's stdin comes out at the port; the first line of stdout names the port. */
const PROGRAM = `
import os, pty, sys
ours, theirs = pty.openpty()
print(os.ttyname(theirs), flush=True)
os.close(theirs)
while data := os.read(0, 4096):
    os.write(ours, data)
`;

export interface PseudoPort {
  readonly path: string;
  readonly send: (bytes: string) => void;
  /** As if the cable was pulled: the port is gone. */
  readonly unplug: () => Promise<void>;
}

export async function pseudoPort(): Promise<PseudoPort> {
  const child = spawn('python3', ['-c', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const unplug = async (): Promise<void> => {
    child.kill('SIGKILL');
    await closed;
  };
  onTestFinished(unplug);
  const [path] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { path, send: (bytes) => void child.stdin.write(bytes), unplug };
}
