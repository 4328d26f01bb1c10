import { isDeepStrictEqual } from 'node:util';
import { checkRequest } from '../../../src/main/demo/receiver/check-request.ts';
import { decodeRequest, type DecodedSpan } from '../../../src/main/demo/receiver/decode.ts';
import { rowsOf, type Invariant } from './witness.ts';

interface Fragment {
  readonly resource: string;
  readonly scope: string;
  readonly otlp: string;
}

const MOST_DUPLICATES_PER_KILL = 512;

const idOf = ({ traceId, spanId }: DecodedSpan): string => `${traceId}:${spanId}`;

/** What the receiver's own reader makes of the journal: it shares no code with the exporter. */
function decoded({ resource, scope, otlp }: Fragment): DecodedSpan[] {
  const text = `{"resourceSpans":[{"resource":${resource},"scopeSpans":[{"scope":${scope},"spans":[${otlp}]}]}]}`;
  const checked = checkRequest(Buffer.from(text));
  return checked.ok ? [...decodeRequest(checked.request).spans] : [];
}

/** A backend has every span of the journal as it lies there, and no other; a kill costs it at most one batch twice. */
export const allArrived: Invariant = {
  name: 'every span arrived, as it was written',
  breaches({ db, arrived }) {
    if (arrived === undefined) return [];
    const { receiver, kills } = arrived;
    const there = new Map(receiver.spans().map((span) => [idOf(span), span]));
    const journal = rowsOf<Fragment>(
      db,
      `SELECT r.json AS resource, s.json AS scope, otlp FROM journal j
         JOIN otel_resources r ON r.id = j.resource_id JOIN otel_scopes s ON s.id = j.scope_id`,
    ).flatMap(decoded);
    const breaches = journal.flatMap((span) => {
      const got = there.get(idOf(span));
      there.delete(idOf(span));
      if (got === undefined) return [`${span.name} ${span.spanId} never arrived`];
      return isDeepStrictEqual(got, span) ? [] : [`${span.name} ${span.spanId} arrived as something else`];
    });
    const strangers = [...there.values()].map((span) => `${span.name} ${span.spanId} arrived and is in no journal`);
    const differ = receiver.resendsDiffer.map((id) => `${id} came again with other content`);
    const most = kills * MOST_DUPLICATES_PER_KILL;
    const tooMany = receiver.duplicates > most ? [`${receiver.duplicates} duplicates after ${kills} kills`] : [];
    const left = rowsOf<{ n: number }>(
      db,
      `SELECT count(*) AS n FROM journal j WHERE seq IN (SELECT seq FROM export_set_aside) OR EXISTS (
         SELECT 1 FROM export_lanes l WHERE seq > l.after_seq AND seq <= coalesce(l.through_seq, seq))`,
    ).flatMap(({ n }) => (n > 0 ? [`${n} spans still wait here`] : []));
    return [...breaches, ...strangers, ...differ, ...receiver.problems, ...tooMany, ...left];
  },
};
