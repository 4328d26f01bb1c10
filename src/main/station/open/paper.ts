import type { Database } from 'better-sqlite3';
import type { Preview, TestPrinted } from '../../../shared/papers.ts';
import type { BuyerPatience } from '../../carriers/label-buyer.ts';
import type { Clock } from '../../database/clock.ts';
import { reasonOf } from '../../database/folder-problem.ts';
import type { Log } from '../../log/log-file.ts';
import { createParcelPaper, type ParcelPaper } from '../../parcels/paper.ts';
import { createPickPaper, type PickPaper } from '../../pick/paper.ts';
import type { Document } from '../../print/documents.ts';
import type { PrintPort } from '../../print/port.ts';
import { printPorts } from '../../print/ports.ts';
import { createPreview } from '../../print/preview.ts';
import { createPrinting, recoverJobs, type Printing } from '../../print/queue.ts';
import { createRenderHost, type RenderHost } from '../../print/render-host.ts';
import { printerFor } from '../../print/routing.ts';
import type { Patience } from '../../print/tcp-line.ts';
import type { BackOff } from '../../print/writer.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Tracing } from '../../trace/tracing.ts';
import { createTestPrint } from '../test-print.ts';
import type { Stores } from './stores.ts';

/** What draws the paper, and how long printers are waited for; the station's own where they are not given. */
export interface PaperParts {
  readonly renderHost?: RenderHost;
  readonly patience?: Patience;
  readonly backOff?: BackOff;
  readonly buying?: BuyerPatience;
}

export interface OpenPaper {
  readonly parcelPaper: ParcelPaper;
  readonly pickPaper: PickPaper;
  readonly printing: Printing;
  /** The printer that a document goes to now; its name has no port where the settings have changed since. */
  readonly portFor: (document: Document) => PrintPort | undefined;
  readonly testPrint: (printer: string, patienceMs?: number) => Promise<TestPrinted>;
  readonly preview: (paper: number) => Promise<Preview>;
  /** Puts what a stopped station left half printed into an order. */
  readonly recover: () => void;
}

/** The paper of the work: what asks for it, the queue, the printers that it goes to. Nothing is printed before it is asked to. */
export function openPaper(parts: {
  readonly db: Database;
  readonly folder: string;
  readonly stores: Pick<Stores, 'orders' | 'picks' | 'parcels' | 'jobs' | 'printers'>;
  readonly tracing: Tracing;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'station' | 'printers' | 'carriers' | 'test'>;
  readonly log: Log;
  readonly drawn: PaperParts;
}): OpenPaper {
  const { db, folder, tracing, clock, settings, log } = parts;
  const { orders, picks, parcels, jobs, printers } = parts.stores;
  const { renderHost = createRenderHost(), patience, backOff } = parts.drawn;
  const ports = printPorts(settings.printers, { folder, render: renderHost.render, store: printers, patience });
  const printerOf = (document: Document): string => printerFor(document, settings.printers, printers.choices());
  const printing = createPrinting({
    db,
    jobs,
    ports,
    printers,
    renderHost,
    tracing,
    clock,
    report: (error) => log.error('print.fault', { message: reasonOf(error) }),
    backOff,
  });
  const parcelPaper = createParcelPaper({
    orders,
    parcels,
    jobs,
    tracing,
    settings,
    printerFor: printerOf,
    unitsOf(orderId) {
      const picked = picks.pickedOf(orderId);
      return picked === undefined ? undefined : new Map([...picked].map(([line, { units }]) => [line, units]));
    },
  });
  return {
    parcelPaper,
    pickPaper: createPickPaper({ orders, jobs, printerFor: printerOf }),
    printing,
    portFor: (document) => ports.find(({ name }) => name === printerOf(document)),
    testPrint: createTestPrint({ settings, jobs, ports, printers, printing, clock }),
    preview: createPreview({ jobs, ports, render: renderHost.render }),
    recover: () => recoverJobs(jobs, ports, ({ document }) => printerOf(document), clock.now()),
  };
}
