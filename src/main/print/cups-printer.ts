import { setTimeout as wait } from 'node:timers/promises';
import type { PrinterSettings } from '../settings/settings.ts';
import type { PrinterCheck, PrintOutcome, PrintPort } from './port.ts';
import { runProgram } from './run-program.ts';

type SystemSettings = Extract<PrinterSettings, { kind: 'system' }>;

const LOOK_AGAIN_MS = 300;
/** CUPS goes on trying for days, and prints when the printer is back: no longer than this behind the worker's back. */
const PATIENCE_MS = 60_000;
/** A backend in the middle of something ends in its own time. */
const CANCEL_PATIENCE_MS = 5000;

/**
 * A queue of CUPS. A job comes in on hold, its name is stored, then it is let go: whatever dies in between, nothing prints
 * that the station does not know of.
 */
export function cupsPrinter(settings: SystemSettings, patienceMs: number = PATIENCE_MS): PrintPort {
  const { name, queue, format, dpi } = settings;

  /** @returns undefined where CUPS cannot be asked. */
  async function isWaiting(job: string): Promise<boolean | undefined> {
    const listed = await runProgram('lpstat', ['-W', 'not-completed', '-o', queue]);
    return listed.ok ? listed.stdout.split('\n').some((line) => line.split(/\s/, 1)[0] === job) : undefined;
  }

  async function withdraw(job: string): Promise<boolean> {
    if ((await isWaiting(job)) === true) await runProgram('cancel', [job]);
    const deadline = performance.now() + CANCEL_PATIENCE_MS;
    for (;;) {
      const waits = await isWaiting(job);
      if (waits !== true || performance.now() > deadline) return waits === false;
      await wait(LOOK_AGAIN_MS);
    }
  }

  async function check(): Promise<PrinterCheck> {
    const state = await runProgram('lpstat', ['-p', queue, '-a', queue]);
    if (!state.ok) return { ok: false, problem: 'away', reason: state.said };
    if (/ disabled since /.test(state.stdout) || / not accepting /.test(state.stdout))
      return { ok: false, problem: 'paused', reason: 'the queue is stopped' };
    const about = await runProgram('lpoptions', ['-p', queue]);
    const isRaw = / printer-make-and-model='?(?:Local |Remote )?Raw /.test(` ${about.stdout}`);
    // Letters and brackets over a hundred labels, or a PDF of ZPL: neither is what anybody wants.
    if (about.ok && isRaw !== (format === 'zpl')) {
      const reason = isRaw
        ? 'the queue is raw and cannot print PDF'
        : 'the queue has a driver and cannot print ZPL as it is';
      return { ok: false, problem: 'wrong_queue', reason };
    }
    return { ok: true, stands: 'takes_jobs' };
  }

  async function print(
    title: string,
    bytes: Uint8Array,
    named: (job: string) => void,
    signal: AbortSignal,
  ): Promise<PrintOutcome> {
    const checked = await check();
    if (!checked.ok) return { result: 'not-sent', problem: checked.problem, reason: checked.reason };
    const raw = format === 'zpl' ? ['-o', 'raw'] : [];
    const taken = await runProgram('lp', ['-d', queue, '-t', title, ...raw, '-H', 'hold', '--'], { input: bytes });
    // Begins with the queue's name, and so with no dash: `cancel` knows no `--`.
    const job = /^request id is ([^-\s]\S*-\d+) /m.exec(taken.stdout)?.[1];
    if (!taken.ok || job === undefined) return { result: 'not-sent', problem: 'away', reason: taken.said };
    if (signal.aborted) {
      await runProgram('cancel', [job]);
      return { result: 'not-sent', problem: 'held', reason: 'the station stops' };
    }
    named(job);
    const released = await runProgram('lp', ['-i', job, '-H', 'resume']);
    if (!released.ok) {
      await withdraw(job);
      return { result: 'unknown', problem: 'held', reason: released.said };
    }
    return followed(job, signal);
  }

  async function followed(job: string, signal: AbortSignal): Promise<PrintOutcome> {
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline && !signal.aborted) {
      // Out of the queue: the printer has it. Whether it came out of the printer CUPS does not know.
      if ((await isWaiting(job)) === false) return { result: 'sent' };
      await wait(LOOK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
    await withdraw(job);
    return { result: 'unknown', problem: 'held', reason: 'the queue did not get rid of it' };
  }

  return {
    name,
    repeatable: false,
    form: () => ({ language: format, dpi }),
    print: ({ id, document, bytes, named }, signal) => print(`pickspan ${id} ${document}`, bytes, named, signal),
    check,
    withdraw,
  };
}
