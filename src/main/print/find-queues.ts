import { runProgram } from './run-program.ts';

/**
 * The print queues that this computer knows. UNVERIFIED on Windows.
 * @returns in words why they cannot be asked for, where they cannot.
 */
export async function findQueues(): Promise<{ readonly queues: readonly string[]; readonly problem: string | null }> {
  const listed =
    process.platform === 'win32'
      ? await runProgram('powershell', ['-NoProfile', '-Command', '(Get-Printer).Name'])
      : await runProgram('lpstat', ['-e']);
  if (!listed.ok) return { queues: [], problem: listed.said };
  return { queues: listed.stdout.split(/\r?\n/).filter((line) => line !== ''), problem: null };
}
