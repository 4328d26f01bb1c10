import { drawJourney } from '../trace/journey-picture.ts';
import type { Journey } from '../../shared/journey.ts';
import type { Evidence, Proof } from './proofs/evidence.ts';
import { LATE_AFTER_MS } from '../trace/export/lateness.ts';
import { counts, sum } from './counts.ts';
import { latenessOf, type Lateness } from './proofs/lateness.ts';
import type { LinkCount } from './proofs/links.ts';

/** With the names of the stages before it and their links behind it, a line of the picture has 98 characters. */
const PICTURE_WIDTH = 48;
const NAME_WIDTH = 56;

/** Rows of what and how many. */
export function showCounts(evidence: Evidence): void {
  for (const [what, howMany] of counts(evidence)) say(`  ${what.padEnd(10)} ${howMany}`);
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Where the order in a hurry spent its time. */
export function showJourney(journey: Journey): void {
  const waited = sum(journey.stages.map((stage) => stage.wait_s));
  const worked = sum(
    journey.stages.map(({ start, end }) => (end === null ? 0 : (Date.parse(end) - Date.parse(start)) / 1000)),
  );
  say(`\nThe journey of ${journey.order_id}, checked out ${journey.checkout.time ?? 'at an unknown time'}:\n`);
  say(drawJourney(journey, PICTURE_WIDTH));
  say(
    `\n${(journey.total_s ?? 0).toFixed(1)} s in all: ${waited.toFixed(1)} s waiting, ${worked.toFixed(1)} s in work\n`,
  );
}

/** One line each; what does not hold says why. */
export function showProofs(proofs: readonly Proof[]): void {
  for (const { name, ok, detail } of proofs)
    say(`${ok ? '✓' : '✗'} ${name.padEnd(ok ? NAME_WIDTH : 0)}${ok ? ' ' : ': '}${detail}`);
}

/** What came of it all, and what did not hold; then how late spans left, which is what all of this is about. */
export function showSummary(evidence: Evidence, links: LinkCount, proofs: readonly Proof[]): void {
  const failed = proofs.filter(({ ok }) => !ok);
  const { status } = evidence.findings;
  const waiting = status.spans.waiting + status.events.waiting;
  const verdict =
    failed.length === 0
      ? `All ${proofs.length} proofs hold`
      : `${failed.length} of ${proofs.length} proofs FAIL: ${failed.map(({ name }) => name).join('; ')}`;
  say(
    `\n${status.orders['dispatched'] ?? 0} orders dispatched, ${evidence.spans.length} spans at the receiver, ${links.resolved} links resolved, ${waiting} waiting.`,
  );
  say(`${verdict}. ${inWords(latenessOf(evidence))}`);
}

function inWords({ late, medianMs, worstMs }: Lateness): string {
  const limit = seconds(LATE_AFTER_MS);
  if (late === 0) return `No span left later than ${limit} after it ended.`;
  return `${late} spans left later than ${limit} after they ended: ${seconds(medianMs)} at the median, ${seconds(worstMs)} at worst.`;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).replace('.0', '')} s`;
