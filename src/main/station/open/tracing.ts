import type { Database } from 'better-sqlite3';
import type { Clock } from '../../database/clock.ts';
import type { Settings } from '../../settings/settings.ts';
import { Journal } from '../../trace/journal.ts';
import { operatorNames } from '../../trace/operator-names.ts';
import { createRecorder, type Recorder } from '../../trace/record.ts';
import { stationResource } from '../../trace/resource.ts';
import { stageStore } from '../../trace/stage-store.ts';
import { createTracing, type Tracing } from '../../trace/tracing.ts';
import type { Installation } from '../installation.ts';

/** The spans of the work, written into the journal of the database. */
export function openTracing(parts: {
  readonly db: Database;
  readonly settings: Pick<Settings, 'station' | 'telemetry'>;
  readonly installation: Installation;
  readonly version: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly clock: Clock;
  /** Stands between the work and its recorder. */
  readonly through: (recorder: Recorder) => Recorder;
}): Tracing {
  const { db, settings, installation, version, environment, clock } = parts;
  const { id: stationId, site } = settings.station;
  const resource = stationResource({ version, installationId: installation.id, stationId, site }, environment);
  return createTracing({
    recorder: parts.through(createRecorder({ resource, processor: new Journal(db), version })),
    stages: stageStore(db),
    clock,
    stationId,
    operatorName: operatorNames(settings.telemetry.operator, installation.pseudonym),
  });
}
