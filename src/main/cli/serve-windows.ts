import { startSerialScanners } from '../devices/serial-scanner.ts';
import { createStationHost, type StationHost } from '../host/station-host.ts';
import { loadSampleShift } from '../host/sample-shift.ts';
import { VERSION } from '../version.ts';
import { startBackground } from './background.ts';
import type { HeldStation } from './hold.ts';
import { complain } from './output.ts';
import { runSync } from './run-sync.ts';

export interface ServedStation {
  readonly host: StationHost;
  stop(): Promise<void>;
}

/** A held station with what both hosts of windows need: the work beside the bench, and the contract. */
export async function serveWindows(
  held: HeldStation,
  options: { readonly folder: string; readonly sync: boolean; readonly demo: boolean; readonly restart: () => void },
): Promise<ServedStation> {
  const { folder } = options;
  if (options.demo) loadSampleShift(held);
  const background = await startBackground(held, options);
  const host = createStationHost({
    open: held,
    folder,
    version: VERSION,
    environment: process.env,
    restart: options.restart,
    async sync() {
      const { lines, errors, exit } = await runSync(held, false, held.station.language());
      return { ok: exit === 0, lines: [...lines, ...errors] };
    },
    report: (id, error) =>
      complain(
        `pickspan: unexpected fault ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
  });
  const scanners = startSerialScanners(held.settings.scanners, { heard: host.heard, say: complain });
  return {
    host,
    async stop() {
      await scanners.stop();
      await host.stop();
      await background.stop();
      await held.release();
    },
  };
}
