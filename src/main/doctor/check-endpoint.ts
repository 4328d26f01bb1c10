import type { Settings } from '../settings/settings.ts';
import { resolveEndpoint } from '../trace/export/endpoint.ts';
import { probeEndpoint, type Probed } from '../trace/export/probe.ts';
import { stationResource } from '../trace/resource.ts';
import { note, ok, problem, type Found } from './finding.ts';

/** A minute: what lies within is the way of the answer and the odd second. */
const CLOCK_TOLERANCE_MS = 60_000;

/** One real export, and the server's clock against ours. Headers, and what an address may hold besides, are not shown. */
export async function checkEndpoint(
  settings: Settings,
  station: { readonly version: string; readonly installationId: string },
  environment: NodeJS.ProcessEnv,
): Promise<Found[]> {
  const reading = await resolveEndpoint(settings.telemetry, environment);
  if (!reading.ok) return [problem('endpoint.unusable', 'endpoint.unusable.todo')];
  const { endpoint } = reading;
  if (endpoint === undefined) return [ok('endpoint.none')];
  const { id: stationId, site } = settings.station;
  const probed = await probeEndpoint(endpoint, stationResource({ ...station, stationId, site }, environment));
  const { origin, pathname } = new URL(endpoint.url);
  return [ofAnswer(`${origin}${pathname}`, probed), ...ofClock(probed.aheadMs)];
}

function ofAnswer(where: string, { taken, status, fault }: Probed): Found {
  if (taken) return ok('endpoint.took', { where });
  if (status !== undefined) return problem('endpoint.refused', adviceOnStatus(status), { where, status });
  return fault === undefined
    ? problem('endpoint.late', 'endpoint.network.todo', { where })
    : problem('endpoint.away', adviceOn(fault), { where, fault });
}

function adviceOnStatus(status: number) {
  if (status === 401 || status === 403) return 'endpoint.key.todo';
  if (status === 404) return 'endpoint.path.todo';
  if (status === 429) return 'endpoint.busy.todo';
  return status >= 500 ? 'endpoint.fault.todo' : 'endpoint.other.todo';
}

function adviceOn(fault: string) {
  if (fault === 'ENOTFOUND' || fault === 'EAI_AGAIN') return 'endpoint.name.todo';
  if (fault === 'ECONNREFUSED') return 'endpoint.nobody.todo';
  return /CERT|SIGNATURE|ISSUER/.test(fault) ? 'endpoint.certificate.todo' : 'endpoint.network.todo';
}

function ofClock(aheadMs: number | undefined): Found[] {
  if (aheadMs === undefined) return [note('clock.alone', 'clock.alone.todo')];
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS) return [ok('clock.right')];
  return [problem(aheadMs > 0 ? 'clock.behind' : 'clock.ahead', 'clock.todo', { seconds })];
}
