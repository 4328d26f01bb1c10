import type { Clock } from '../database/clock.ts';
import type { TestPrinted } from '../../shared/papers.ts';
import type { PrintJobs } from '../print/jobs.ts';
import type { PrintPort } from '../print/port.ts';
import type { PrinterStore } from '../print/printer-store.ts';
import type { Printing } from '../print/queue.ts';
import type { Settings } from '../settings/settings.ts';

/** So long a window waits for a label that takes a second or two. */
const PATIENCE_MS = 5000;
/** Who sets up by the command line waits for the first drawing of a slow computer too. */
export const COMMAND_PATIENCE_MS = 20_000;

/** A page for whoever sets a printer up: a job like any other, behind those that wait. */
export function createTestPrint(parts: {
  readonly settings: Pick<Settings, 'station'>;
  readonly jobs: PrintJobs;
  readonly ports: readonly PrintPort[];
  readonly printers: PrinterStore;
  readonly printing: Printing;
  readonly clock: Clock;
}): (printer: string, patienceMs?: number) => Promise<TestPrinted> {
  const { settings, jobs, ports, printers, printing, clock } = parts;
  const { id, name, site } = settings.station;
  return async (printer, patienceMs = PATIENCE_MS) => {
    if (!ports.some((port) => port.name === printer)) return { state: null, problem: null };
    const job = jobs.queue({
      document: 'test_page',
      orderId: null,
      parcel: null,
      manifestId: null,
      copy: jobs.copies('test_page', null, null) + 1,
      printer,
      data: { station: { id, name, site: site ?? null }, printer },
      createdMs: clock.now(),
      operatorId: null,
      stage: undefined,
    });
    printing.retry();
    const state = (await printing.resultOf(job, patienceMs)) ?? null;
    return { state, problem: printers.states().get(printer)?.problem ?? null };
  };
}
