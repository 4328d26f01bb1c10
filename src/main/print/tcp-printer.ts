import type { PrinterSettings } from '../settings/settings.ts';
import type { PrinterCheck, PrintOutcome, PrintPort } from './port.ts';
import type { PrinterStore } from './printer-store.ts';
import { PATIENCE, TcpLine, type Patience } from './tcp-line.ts';

type ZplSettings = Extract<PrinterSettings, { kind: 'zpl' }>;

/** A label printer on the network: ZPL II over TCP, with its own word on how it stands before and after each label. */
export function tcpPrinter(
  settings: ZplSettings,
  store: Pick<PrinterStore, 'answers' | 'learnAnswers'>,
  patience: Patience = PATIENCE,
): PrintPort {
  const { name, dpi, answersStatus } = settings;
  // Asked once since the start and silent: not asked with each label again. A test print asks anew.
  let wasSilent = false;

  const mustAnswer = (): boolean => answersStatus === true || (answersStatus === 'auto' && store.answers(name));
  const mayAnswer = (): boolean => mustAnswer() || (answersStatus === 'auto' && !wasSilent);
  const learn = (answered: boolean): void => {
    if (answersStatus !== 'auto') return;
    wasSilent = !answered;
    if (answered && !store.answers(name)) store.learnAnswers(name);
  };

  /** One connection, closed in every case. */
  async function send(bytes: Uint8Array, signal: AbortSignal): Promise<PrintOutcome> {
    const line = new TcpLine(settings, patience, signal);
    try {
      const unopened = await line.open();
      if (unopened !== undefined) return { result: 'not-sent', problem: 'away', reason: unopened };
      let answers = false;
      if (mayAnswer()) {
        const before = await line.status();
        if (line.failure !== undefined) return { result: 'not-sent', problem: 'away', reason: line.failure };
        answers = before !== undefined;
        if (!answers && mustAnswer()) return { result: 'not-sent', problem: 'silent', reason: 'it does not answer' };
        learn(answers);
        if (before?.problem !== undefined)
          return { result: 'not-sent', problem: before.problem, reason: before.problem };
      }
      const unwritten = await line.write(bytes);
      if (unwritten !== undefined) return { result: 'unknown', problem: 'away', reason: unwritten };
      if (answers) return await printed(line, patience);
      const objection = await line.end();
      return objection === undefined ? { result: 'sent' } : { result: 'unknown', problem: 'away', reason: objection };
    } finally {
      line.close();
    }
  }

  return {
    name,
    repeatable: false,
    form: () => ({ language: 'zpl', dpi }),
    print: ({ bytes }, signal) => send(bytes, signal),
    async check(): Promise<PrinterCheck> {
      const line = new TcpLine(settings, patience);
      try {
        const unopened = await line.open();
        if (unopened !== undefined) return { ok: false, problem: 'away', reason: unopened };
        if (answersStatus === false) return { ok: true, stands: 'connects' };
        const status = await line.status();
        if (status === undefined && (mustAnswer() || line.failure !== undefined))
          return { ok: false, problem: 'silent', reason: line.failure ?? 'it does not answer' };
        if (status?.problem !== undefined) return { ok: false, problem: status.problem, reason: status.problem };
        return { ok: true, stands: status === undefined ? 'silent' : 'ready' };
      } finally {
        line.close();
      }
    },
  };
}

/** Waits until the printer has printed what it took. */
async function printed(line: TcpLine, { printMs }: Patience): Promise<PrintOutcome> {
  const deadline = performance.now() + printMs;
  for (;;) {
    const now = await line.status();
    if (now === undefined) {
      const [problem, reason] =
        line.failure === undefined
          ? (['silent', 'it stopped answering while it printed'] as const)
          : (['away', line.failure] as const);
      return { result: 'unknown', problem, reason };
    }
    if (now.problem !== undefined && now.problem !== 'buffer_full')
      return { result: 'unknown', problem: now.problem, reason: now.problem };
    if (now.formatsWaiting === 0 && now.labelsLeft === 0) return { result: 'confirmed' };
    if (performance.now() > deadline) return { result: 'unknown', problem: 'silent', reason: 'it does not finish' };
    await line.pause();
  }
}
