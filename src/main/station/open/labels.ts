import type { Database } from 'better-sqlite3';
import { createLabelBuyer, type BuyerPatience, type LabelBuyer } from '../../carriers/label-buyer.ts';
import { carrierPorts } from '../../carriers/ports.ts';
import type { Clock } from '../../database/clock.ts';
import { reasonOf } from '../../database/folder-problem.ts';
import type { Log } from '../../log/log-file.ts';
import { createCarrierLabels, type CarrierLabels } from '../../parcels/carrier-labels.ts';
import { createLabelling, type Labelling } from '../../parcels/labelling.ts';
import type { StationNumbers } from '../../parcels/station-numbers.ts';
import type { Settings } from '../../settings/settings.ts';
import type { OpenPaper } from './paper.ts';
import type { Stores } from './stores.ts';

export interface OpenLabels {
  readonly labelling: Labelling;
  readonly carrierLabels: CarrierLabels;
  readonly labelBuyer: LabelBuyer;
}

/** The labels of parcels: the station's own at once, the carrier's when it comes. */
export function openLabels(parts: {
  readonly db: Database;
  readonly stores: Pick<Stores, 'orders' | 'parcels' | 'labels'>;
  readonly numbers: StationNumbers;
  readonly paper: Pick<OpenPaper, 'parcelPaper' | 'portFor' | 'printing'>;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly patience: BuyerPatience | undefined;
}): OpenLabels {
  const { db, numbers, clock, settings, environment, log, patience } = parts;
  const { orders, parcels, labels } = parts.stores;
  const { parcelPaper, portFor, printing } = parts.paper;
  // The two know each other: what is wanted wakes the buyer, and what the buyer gets is taken.
  const carrierLabels = createCarrierLabels({
    db,
    labels,
    orders,
    parcels,
    paper: parcelPaper,
    clock,
    settings,
    labelForm() {
      const form = portFor('label')?.form('label');
      return { language: form?.language === 'pdf' ? 'pdf' : 'zpl', dpi: form?.dpi ?? 203 };
    },
    wanted: () => labelBuyer.wake(),
    taken: () => printing.start(),
  });
  const labelBuyer = createLabelBuyer({
    ports: carrierPorts(settings.carriers, { environment, network: settings.network }),
    labels,
    taker: carrierLabels.taker,
    clock,
    report: (error) => log.error('carrier.fault', { message: reasonOf(error) }),
    patience,
  });
  const labelling = createLabelling({ orders, parcels, numbers, paper: parcelPaper, carrierLabels, settings });
  return { labelling, carrierLabels, labelBuyer };
}
