import { randomUUID } from 'node:crypto';
import type { Change, Reply, ResultOf } from '../../shared/contract.ts';
import type { SerialRead } from '../devices/serial-scanner.ts';
import type { OpenStation } from '../station/open-station.ts';
import { createChanges } from './changes.ts';
import { deviceInputs } from './device-inputs.ts';
import { dispatch, type Report } from './dispatch.ts';
import { createLookupHost } from './lookups/lookup-host.ts';
import { preferenceStore } from './preference-store.ts';
import { sampleShift } from './sample-shift.ts';
import { stationCalls } from './station-calls.ts';
import { watchStation } from './watching.ts';

export interface StationHost {
  /** One call of the contract, as it came over the wire: anything may be in it. Never rejects. */
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  /** What the station tells unasked. @returns what ends it. */
  readonly watch: (listener: (change: Change) => void) => () => void;
  /** What a scanner of the station's own has read. */
  readonly heard: (read: SerialRead) => void;
  /** Of the newest change. */
  readonly sequence: () => number;
  /** Looks for changes now; for one who has reason to think that there are some. */
  readonly look: () => void;
  stop(): Promise<void>;
}

/** An answer reaches its window within this time. */
const ANSWER_MS = 200;

/** Serves the contract on an open station, whatever the wire is. */
export function createStationHost(options: {
  readonly open: OpenStation;
  readonly folder: string;
  readonly version: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly sync: () => Promise<ResultOf<'sync'>>;
  /** Closes the station and opens it again. */
  readonly restart: () => void;
  readonly report: Report;
}): StationHost {
  const { open, folder, version, environment, sync, report } = options;
  const changes = createChanges(Date.now());
  const lookups = createLookupHost({ folder, version, telemetry: open.settings.telemetry, environment });
  let stopped = false;
  // What is cut off by the end of the station is no bug.
  const reportOfCall: Report = (id, error) => void (stopped || report(id, error));
  const fault = (error: unknown): void => reportOfCall(randomUUID(), error);
  const watching = watchStation({
    db: open.db,
    view: () => open.station.view(),
    readFacts: () => lookups.ask('facts', {}),
    changes,
    report: fault,
  });
  const calls = stationCalls({
    open,
    opened: randomUUID(),
    changes,
    watching,
    lookups,
    preferences: preferenceStore(open.db),
    samples: sampleShift(open),
    sync,
    // Where a scale on USB is set up: nobody else's weights count.
    weighed: open.settings.scale?.kind === 'hid' ? (reading) => devices.weighed(reading) : () => undefined,
    // The answer is on its way first.
    restart: () => void setTimeout(options.restart, ANSWER_MS),
  });
  const devices = deviceInputs({
    station: open.station,
    changes,
    watching,
    printSoon: () => open.printing.start(),
    fault,
  });
  // Paper that a crash left in the queue.
  open.printing.start();
  // The first window then finds them ready.
  watching.facts().catch(fault);

  return {
    call: (name, input) => dispatch(calls, name, input, reportOfCall),
    watch: changes.watch,
    heard: devices.heard,
    sequence: changes.sequence,
    look: watching.look,
    async stop() {
      stopped = true;
      watching.stop();
      await lookups.stop();
    },
  };
}
