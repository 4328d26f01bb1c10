import type { IntakeResult } from '../../../src/main/orders/intake.ts';
import type { Answer, Input } from '../../../src/shared/answers.ts';
import type { Answered, Told, Witness } from './witness.ts';

/** What those outside the station remember: the worker her scans, the shop its events. */
export class OutsideLog {
  readonly #answered: Answered[] = [];
  readonly #told = new Map<string, Told>();
  readonly #outside = new Set<string>();

  /** An input that was answered; one that is sent again is noted only the first time. */
  answer({ id, scan }: Input, { ok, code }: Answer): void {
    this.#answered.push({ id, scan, outcome: { ok, code } });
  }

  /** A context that leaves for the station; before that, so that it counts whatever comes of it. */
  context(traceparent: unknown): void {
    const [, traceId, spanId] = String(traceparent).split('-');
    if (spanId !== undefined) this.#outside.add(`${traceId}:${spanId}`);
  }

  tell(results: readonly IntakeResult[]): void {
    for (const { event_id: eventId, result } of results)
      if (eventId !== null) this.#told.set(eventId, { eventId, result });
  }

  remembered(): Required<Pick<Witness, 'answered' | 'told' | 'outside'>> {
    return { answered: this.#answered, told: [...this.#told.values()], outside: this.#outside };
  }
}
