import { createChanges } from '../../changes/apply.ts';
import { createStopWork, type StopWork } from '../../changes/stop-work.ts';
import type { OrderEvents } from '../../orders/events-out.ts';
import type { Tracing } from '../../trace/tracing.ts';
import type { JobAtHand } from '../job-at-hand.ts';
import type { Desks } from './desks.ts';
import type { OpenLabels } from './labels.ts';
import type { Stores } from './stores.ts';

export interface Changes {
  readonly stopWork: StopWork;
  readonly change: ReturnType<typeof createChanges>;
}

/** What becomes of work under way when its order is another's now, is changed, or is wanted no more. */
export function openChanges(parts: {
  readonly stores: Pick<Stores, 'orders' | 'picks' | 'parcels' | 'putBacks' | 'jobs'>;
  readonly desks: Pick<Desks, 'pick' | 'pack' | 'ship'>;
  readonly labels: Pick<OpenLabels, 'labelling' | 'carrierLabels'>;
  readonly tracing: Tracing;
  readonly events: OrderEvents;
  readonly job: JobAtHand;
}): Changes {
  const { tracing, events, job } = parts;
  const { orders, picks, parcels, putBacks, jobs } = parts.stores;
  const { pick, pack, ship } = parts.desks;
  const { labelling, carrierLabels } = parts.labels;
  const stopWork = createStopWork({ orders, picks, parcels, putBacks, pick, pack, ship, jobs, carrierLabels });
  const change = createChanges({
    orders,
    picks,
    parcels,
    putBacks,
    pick,
    pack,
    labelling,
    tracing,
    events,
    operatorOn: job.operatorOn,
    stopWork,
    cancelled: job.stopped,
  });
  return { stopWork, change };
}
