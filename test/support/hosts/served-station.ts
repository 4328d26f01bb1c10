import { onTestFinished } from 'vitest';
import { createStationHost, type StationHost } from '../../../src/main/host/station-host.ts';
import { openStation, type OpenStation } from '../../../src/main/station/open-station.ts';
import { temporaryFolder } from '../station/folder.ts';

export interface TestHost {
  readonly folder: string;
  readonly open: OpenStation;
  readonly host: StationHost;
  /** Bugs that were reported. */
  readonly reports: unknown[];
}

/** A real station with its host, in a folder of its own, for the length of one test. */
export function serveStation(
  options: { readonly sync?: Parameters<typeof createStationHost>[0]['sync'] } = {},
): TestHost {
  const folder = temporaryFolder();
  const open = openStation({ folder, environment: {}, version: '0.0.0-test' });
  const reports: unknown[] = [];
  const host = createStationHost({
    restart: () => undefined,
    open,
    folder,
    version: '0.0.0-test',
    environment: {},
    sync: options.sync ?? (() => Promise.resolve({ ok: true, lines: ['Spans: 0 sent, 0 waiting.'] })),
    report: (_id, error) => reports.push(error),
  });
  onTestFinished(async () => {
    await host.stop();
    open.close();
  });
  return { folder, open, host, reports };
}
