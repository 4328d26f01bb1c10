import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Verdict } from './keeper.ts';

/** Reading, migrating and checking a large book takes minutes; a program that hangs is no verdict. */
const LONGEST_MS = 30 * 60_000;

/**
 * Asks a downloaded version whether it can open a backup, without installing it. An AppImage is the program itself; the
 * Windows installer has a switch for it (resources/package/installer.nsh) and answers by its exit code alone.
 */
export function askNewVersion(program: string, backup: string): Promise<Verdict> {
  const isInstaller = program.toLowerCase().endsWith('.exe');
  const args = isInstaller
    ? ['/S', `/CHECK=${backup}`]
    : ['--ozone-platform=headless', '--disable-gpu', '--cli', 'verify', backup, '--json'];
  return new Promise((settle) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], timeout: LONGEST_MS, windowsHide: true });
    const said = text(child.stdout).catch(() => '');
    child.once('error', (error) => settle({ ok: false, reason: `it does not start: ${error.message}` }));
    child.once('close', (code) => {
      void said.then((words) =>
        settle(
          code === 0 ? { ok: true } : { ok: false, reason: reasonIn(words) ?? `it ended with ${code ?? 'no answer'}` },
        ),
      );
    });
  });
}

/** What `verify --json` gave as its reason. */
function reasonIn(words: string): string | undefined {
  try {
    const { problem } = JSON.parse(words) as { problem?: unknown };
    return typeof problem === 'string' ? problem : undefined;
  } catch {
    return undefined;
  }
}
