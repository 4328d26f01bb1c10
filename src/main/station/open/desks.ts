import { createPutBackDesk, type PutBackDesk } from '../../changes/put-back-desk.ts';
import { createShortDesk, type ShortDesk } from '../../changes/short-desk.ts';
import type { OrderEvents } from '../../orders/events-out.ts';
import { createPackDesk, type PackDesk } from '../../pack/desk.ts';
import type { StationNumbers } from '../../parcels/station-numbers.ts';
import { createPickDesk, type PickDesk } from '../../pick/desk.ts';
import type { Settings } from '../../settings/settings.ts';
import { createShipDesk, type ShipDesk } from '../../ship/desk.ts';
import type { Tracing } from '../../trace/tracing.ts';
import type { JobAtHand } from '../job-at-hand.ts';
import type { OpenLabels } from './labels.ts';
import type { OpenPaper } from './paper.ts';
import type { Stores } from './stores.ts';

export interface Desks {
  readonly pick: PickDesk;
  readonly pack: PackDesk;
  readonly ship: ShipDesk;
  readonly putBack: PutBackDesk;
  readonly short: ShortDesk;
}

/** Where the work on an order is done: its stages, what goes back to its bins, what a lead lets go on short. */
export function openDesks(parts: {
  readonly stores: Pick<Stores, 'orders' | 'picks' | 'batches' | 'putBacks' | 'parcels' | 'packs' | 'audit'>;
  readonly tracing: Tracing;
  readonly events: OrderEvents;
  readonly numbers: StationNumbers;
  readonly paper: Pick<OpenPaper, 'parcelPaper' | 'pickPaper'>;
  readonly labels: Pick<OpenLabels, 'labelling' | 'carrierLabels'>;
  readonly settings: Settings;
  readonly job: JobAtHand;
}): Desks {
  const { tracing, events, numbers, paper, settings, job } = parts;
  const { orders, picks, batches, putBacks, parcels, packs, audit } = parts.stores;
  const { labelling, carrierLabels } = parts.labels;
  return {
    pick: createPickDesk({
      orders,
      picks,
      batches,
      audit,
      tracing,
      events,
      paper: paper.pickPaper,
      settings,
      jobEnded: job.endedAt('pick'),
      jobTurned: job.turned,
    }),
    pack: createPackDesk({
      orders,
      packs,
      parcels,
      audit,
      tracing,
      events,
      numbers,
      labelling,
      paper: paper.parcelPaper,
      settings,
      jobEnded: job.endedAt('pack'),
    }),
    ship: createShipDesk({
      orders,
      parcels,
      audit,
      tracing,
      events,
      labelling,
      paper: paper.parcelPaper,
      isCarriersOwn: carrierLabels.isCarriersOwn,
      settings,
      jobEnded: job.endedAt('ship'),
    }),
    putBack: createPutBackDesk({ orders, putBacks, audit, jobEnded: job.ended }),
    short: createShortDesk({ orders, picks, events, jobEnded: job.ended }),
  };
}
