import { readFileSync } from 'node:fs';

/**
 * How long this process's main thread has waited for a processor so far, in ms: it could have run, and others did. NaN
 * where the system does not tell (Linux does).
 */
export function waitedForProcessor(): number {
  try {
    const [, waitedNs] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(waitedNs) / 1e6;
  } catch {
    return Number.NaN;
  }
}
