import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Start {
  /** From the start of the process to the answer of the first scan. */
  readonly firstScanMs: number;
  /** Resident memory after 200 scans, in MB; NaN where the system has no `ps`. */
  readonly residentMb: number;
}

const PROGRAM = fileURLToPath(new URL('../../bin/pickspan.mjs', import.meta.url));
const SCANS = 200;

/** Starts `pickspan terminal` on a folder, signs in, opens and puts down the same job again and again, and ends it. */
export async function startOfProgram(folder: string): Promise<Start> {
  const began = performance.now();
  const child = spawn(process.execPath, [PROGRAM, 'terminal', '--data', folder, '--no-sync'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<{ pid?: number; ok?: boolean }> => {
    const { value } = (await lines.next()) as { value?: string };
    return JSON.parse(value ?? '{}') as { pid?: number; ok?: boolean };
  };
  child.stdin.write('PS:OP:w1\n');
  const { pid } = await answer();
  const { ok } = await answer();
  const firstScanMs = performance.now() - began;
  if (ok !== true || pid === undefined) throw new Error('the terminal did not take its first scan');
  for (let scan = 0; scan < SCANS; scan += 2) {
    child.stdin.write('PS:PICK\nPS:CANCEL\n');
    await answer();
    await answer();
  }
  const residentMb = residentOf(pid);
  child.stdin.end();
  await ended;
  return { firstScanMs, residentMb };
}

function residentOf(pid: number): number {
  try {
    return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);
  } catch {
    return Number.NaN;
  }
}
