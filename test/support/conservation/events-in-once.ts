import { journalSpans } from '../station/spans.ts';
import { differences, rowsOf, type Invariant } from './witness.ts';

/** Every event that was taken has one row and one consumer span; who sent it heard the truth. */
export const eventsInOnce: Invariant = {
  name: 'each event that came in counts exactly once',
  breaches({ db, told = [] }) {
    const consumers = journalSpans(db)
      .filter(({ name, kind }) => kind === 'CONSUMER' && name !== 'process_event_batch')
      .map(({ attributes }) => ({ id: String(attributes['event.id']), status: attributes['processing.status'] }));
    const rows = rowsOf<{ event_id: string; result: string }>(db, 'SELECT event_id, result FROM events_in');
    const taken = consumers.filter(({ status }) => status === 'complete' || status === 'held');
    const known = new Set(rows.map((row) => row.event_id));
    const refused = new Set(
      rowsOf<{ event_id: string | null }>(db, 'SELECT event_id FROM refused_inputs').map((row) => row.event_id ?? ''),
    );
    return [
      ...differences(
        taken.map(({ id, status }) => `${id} ${status === 'held' ? 'held' : 'accepted'}`),
        rows.map((row) => `${row.event_id} ${row.result}`),
        'consumer span',
      ),
      ...consumers
        .filter(
          ({ id, status }) => (status === 'duplicate' && !known.has(id)) || (status === 'refused' && !refused.has(id)),
        )
        .map(({ id, status }) => `a span says that ${id} was ${String(status)}, nothing else does`),
      ...told
        .filter(({ eventId, result }) => (result === 'refused') === known.has(eventId))
        .map(({ eventId, result }) => `the sender of ${eventId} heard ${result}, which is not so`),
    ];
  },
};
