import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Code, Input } from '../../../shared/answers.ts';
import type { View } from '../../../shared/views.ts';
import type { LiveSpan, Service } from '../shop/service.ts';
import { startTerminal, type Terminal } from '../station/terminal.ts';
import type { Program } from '../station/program.ts';

/** Of so many scans one is sent twice under its id, as when its answer was lost: the second must change nothing. */
const EVERY = 12;

/** Between these two readings of the worker's own clock the station took a scan. */
export interface Moment {
  readonly sentMs: number;
  readonly answeredMs: number;
}

/** A worker's hands and eyes: scans go in, the view comes back, and every answer is held against what was expected. */
export interface Bench {
  readonly view: () => View;
  /** @param expected the code of the right answer, or the codes where only the station can know. */
  readonly scan: (text: string, expected: Code | readonly Code[]) => Promise<void>;
  /** Switches the terminal off and on: the view must be the same. */
  readonly restart: () => Promise<void>;
  /**
   * Kills the station, as a power cut would, and starts it again: the view must be the same, and nothing is scanned again.
   * @param meanwhile what happens outside while there is no station.
   */
  readonly kill: (meanwhile?: () => Promise<void>) => Promise<void>;
  /** A scan in whose middle the station is killed; it comes again under its id when the station is back. */
  readonly scanAcrossKill: (text: string, expected: Code) => Promise<void>;
  readonly close: () => Promise<void>;
  /** Of the last scan. */
  readonly code: () => Code | undefined;
  readonly moment: () => Moment;
  readonly scans: () => { readonly made: number; readonly refused: number; readonly repeated: number };
  readonly kills: () => number;
  /** What was otherwise than the worker expected, a sentence each. */
  readonly surprises: readonly string[];
  readonly note: (surprise: string) => void;
}

/** @param window the tracing of the station's window: every scan has a span there, and takes its context along. */
export async function sitDown(program: Program, window: Service): Promise<Bench> {
  let terminal: Terminal = await startTerminal(program);
  let { view } = terminal;
  let code: Code | undefined;
  let moment: Moment = { sentMs: 0, answeredMs: 0 };
  const count = { made: 0, refused: 0, repeated: 0 };
  const surprises: string[] = [];
  let kills = 0;

  async function killStation(): Promise<void> {
    await terminal.kill();
    kills += 1;
  }

  async function startAgain(): Promise<void> {
    const before = view;
    terminal = await startTerminal(program);
    ({ view } = terminal);
    if (!isDeepStrictEqual(view, before)) surprises.push('after its restart the terminal showed something else');
  }

  async function send(input: Input, span: LiveSpan | undefined): Promise<Answer> {
    const sentMs = Date.now();
    const answer = await terminal.send(input);
    moment = { sentMs, answeredMs: Date.now() };
    count.made += 1;
    if (!answer.ok) count.refused += 1;
    span?.end({
      'scan.entry': input.entry ?? 'scan',
      'scan.length': input.scan.length,
      'scan.outcome': answer.code,
      'scan.latency_ms': moment.answeredMs - sentMs,
    });
    ({ view, code } = answer);
    return answer;
  }

  function newScan(text: string): { readonly input: Input; readonly span: LiveSpan } {
    const span = window.begin('station.scan');
    const { traceparent, tracestate } = span.context;
    return { input: { scan: text, id: randomUUID(), traceparent, tracestate, entry: 'scan' }, span };
  }

  async function scan(text: string, expected: Code | readonly Code[]): Promise<void> {
    const { input, span } = newScan(text);
    const answer = await send(input, span);
    const right = typeof expected === 'string' ? [expected] : expected;
    if (!right.includes(answer.code))
      surprises.push(`scan ${count.made}, ${text}: ${answer.code} instead of ${right.join(' or ')}`);
    if (count.made % EVERY !== 0) return;
    // The moment that counts is that of the scan which had an effect.
    const first = moment;
    count.repeated += 1;
    if (!isDeepStrictEqual(await send(input, undefined), answer))
      surprises.push(`${text}, sent again under its id, had an effect`);
    moment = first;
  }

  return {
    view: () => view,
    scan,
    async restart() {
      const exit = await terminal.close();
      if (exit !== 0) surprises.push(`the terminal ended with ${exit}`);
      await startAgain();
    },
    async kill(meanwhile) {
      await killStation();
      await meanwhile?.();
      await startAgain();
    },
    async scanAcrossKill(text, expected) {
      const { input, span } = newScan(text);
      terminal.sendUnheard(input);
      await killStation();
      // Whether it was taken nobody knows: the view may be the one before it or the one after it.
      terminal = await startTerminal(program);
      const { code: said } = await send(input, span);
      if (said !== expected) surprises.push(`${text}, killed and sent again: ${said} instead of ${expected}`);
    },
    async close() {
      const exit = await terminal.close();
      if (exit !== 0) surprises.push(`the terminal ended with ${exit}`);
    },
    code: () => code,
    moment: () => moment,
    scans: () => ({ ...count }),
    kills: () => kills,
    surprises,
    note: (surprise) => void surprises.push(surprise),
  };
}

/** The view as the kind that the worker needs it to be. */
export function viewOf<K extends View['kind']>(bench: Bench, kind: K): Extract<View, { kind: K }> | undefined {
  const view = bench.view();
  return view.kind === kind ? (view as Extract<View, { kind: K }>) : undefined;
}
