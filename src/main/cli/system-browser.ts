import { spawn } from 'node:child_process';

/** How each system opens an address in the browser of its user. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, (url: string) => [string, ...string[]]>>> = {
  darwin: (url) => ['open', url],
  // `start` belongs to the shell, where the & of an address would end the command; this does not.
  win32: (url) => ['rundll32', 'url.dll,FileProtocolHandler', url],
};

/** Opens the system's browser. @returns why it could not be opened. */
export function openSystemBrowser(url: string): Promise<string | undefined> {
  const [program, ...args] = OPENERS[process.platform]?.(url) ?? ['xdg-open', url];
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code) => resolve(code === 0 ? undefined : `${program} ended with ${code ?? 'a signal'}`));
    child.unref();
  });
}
