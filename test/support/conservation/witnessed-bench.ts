import type { IntakeResult } from '../../../src/main/orders/intake.ts';
import type { Answer, Code } from '../../../src/shared/answers.ts';
import { undrawnPaper } from '../printing.ts';
import { Bench } from '../station/bench.ts';
import { OutsideLog } from './outside-log.ts';
import type { Witness } from './witness.ts';

/** A station driven by hand whose driver remembers everything, so that the oracle can be asked. */
export class WitnessedBench {
  readonly bench: Bench;
  readonly log = new OutsideLog();
  /** Called before each input and each event. */
  readonly #before: () => void;
  #count = 0;

  constructor(settings?: object, before: (bench: Bench) => void = () => undefined) {
    this.bench = new Bench(settings, undefined, { renderHost: undrawnPaper });
    this.#before = () => before(this.bench);
  }

  scan(scan: string): Answer {
    this.#before();
    this.bench.clock.advance(1000);
    const input = { scan, id: `input-${(this.#count += 1)}` };
    const answer = this.bench.input(input);
    this.log.answer(input, answer);
    return answer;
  }

  codes = (...scans: readonly string[]): Code[] => scans.map((scan) => this.scan(scan).code);

  take(...events: readonly Readonly<Record<string, unknown>>[]): IntakeResult[] {
    return events.flatMap((event) => this.takeText(JSON.stringify(event)));
  }

  takeText(text: string): IntakeResult[] {
    this.#before();
    this.bench.clock.advance(1000);
    // Whatever may be read as a context of it.
    for (const [traceparent] of text.matchAll(/[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}/g))
      this.log.context(traceparent);
    for (const [, traceId, spanId] of text.matchAll(/"trace_id":"([\da-f]{32})","span_id":"([\da-f]{16})"/g))
      this.log.context(`00-${traceId}-${spanId}-01`);
    const results = this.bench.takeText(text);
    this.log.tell(results);
    return results;
  }

  /** Prints what is queued, as a terminal does after each answer. */
  async print(): Promise<void> {
    await this.bench.print();
  }

  witness(more: Pick<Witness, 'arrived'> = {}): Witness {
    return { folder: this.bench.folder, db: this.bench.db, ...this.log.remembered(), ...more };
  }
}
