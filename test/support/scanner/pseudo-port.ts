import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, symlinkSync } from 'node:fs';
import { onTestFinished } from 'vitest';

/*
 * A serial port of the system without a cable: a pseudo terminal, whose other end is in the test's hand. Node cannot make
 * one; Python can, where it is.
 */

export const hasPseudoPorts =
  process.platform !== 'win32' && spawnSync('python3', ['-c', 'import pty'], { stdio: 'ignore' }).status === 0;

export const pseudoPortNote = hasPseudoPorts ? '' : ' (skipped: no Python for a pseudo terminal)';

/**
 * The first line of stdout names the port; then stdin is what the device says, and stdout what it is told. What it says
 * waits until somebody has opened the port and has it raw: before that it would be a terminal's, and might be thrown away.
 */
const PROGRAM = `
import os, pty, select, termios, time
ours, theirs = pty.openpty()
print(os.ttyname(theirs), flush=True)
os.close(theirs)
line = select.poll()
line.register(ours, 0)
def is_heard():
    nobody = any(events & select.POLLHUP for _, events in line.poll(0))
    return not nobody and not termios.tcgetattr(ours)[3] & termios.ICANON
while True:
    ready, _, _ = select.select([0, ours], [], [])
    if 0 in ready:
        data = os.read(0, 4096)
        if not data:
            break
        while not is_heard():
            time.sleep(0.005)
        os.write(ours, data)
    if ours in ready:
        try:
            os.write(1, os.read(ours, 4096))
        except OSError:
            time.sleep(0.02)  # nobody has the port open
`;

export interface PseudoPort {
  readonly path: string;
  readonly send: (bytes: string) => void;
  /** As if the cable was pulled: the port is gone. */
  readonly unplug: () => Promise<void>;
}

/**
 * @param device.link a name of its own that stays, as those of /dev/serial/by-id do.
 * @param device.told what the device does with what it is told.
 */
export async function pseudoPort(
  device: { readonly link?: string; readonly told?: (text: string, send: (bytes: string) => void) => void } = {},
): Promise<PseudoPort> {
  const child = spawn('python3', ['-c', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const closed = once(child, 'close');
  const send = (bytes: string): void => void child.stdin.write(bytes);
  const [name] = (await once(child.stdout.setEncoding('latin1'), 'data')) as [string];
  const path = device.link ?? name.trim();
  if (device.link !== undefined) symlinkSync(name.trim(), device.link);
  child.stdout.on('data', (text: string) => device.told?.(text, send));
  const unplug = async (): Promise<void> => {
    child.kill('SIGKILL');
    await closed;
    if (device.link !== undefined) rmSync(device.link, { force: true });
  };
  onTestFinished(unplug);
  return { path, send, unplug };
}
