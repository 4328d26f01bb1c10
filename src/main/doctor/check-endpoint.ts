import type { Settings } from '../settings/settings.ts';
import { resolveEndpoint } from '../trace/export/endpoint.ts';
import { probeEndpoint, type Probed } from '../trace/export/probe.ts';
import { stationResource } from '../trace/resource.ts';
import { note, ok, problem, type Finding } from './finding.ts';

/** A minute: what lies within is the way of the answer and the odd second. */
const CLOCK_TOLERANCE_MS = 60_000;

/** One real export, and the server's clock against ours. Headers, and what an address may hold besides, are not shown. */
export async function checkEndpoint(
  settings: Settings,
  station: { readonly version: string; readonly installationId: string },
  environment: NodeJS.ProcessEnv,
): Promise<Finding[]> {
  const reading = await resolveEndpoint(settings.telemetry, environment);
  if (!reading.ok)
    return [
      problem(
        'endpoint',
        'the telemetry settings cannot be used',
        'Mend telemetry in station.json, or the OTEL_ variables.',
      ),
    ];
  const { endpoint } = reading;
  if (endpoint === undefined) return [ok('endpoint', 'none is set: spans wait')];
  const { id: stationId, site } = settings.station;
  const probed = await probeEndpoint(endpoint, stationResource({ ...station, stationId, site }, environment));
  const { origin, pathname } = new URL(endpoint.url);
  return [ofAnswer(`${origin}${pathname}`, probed), ...ofClock(probed.aheadMs)];
}

function ofAnswer(where: string, { taken, status, fault }: Probed): Finding {
  if (taken) return ok('endpoint', `${where} took a span`);
  if (status === undefined) {
    return problem('endpoint', `${where} does not answer (${fault ?? 'no answer in time'})`, adviceOn(fault));
  }
  const advice: Readonly<Record<number, string>> = {
    401: 'It wants another key: telemetry.headers.',
    403: 'It wants another key: telemetry.headers.',
    404: 'It is not there: the address of telemetry.endpoint, to which /v1/traces is added.',
    429: 'It has too much to do; the station waits and tries again.',
  };
  const otherwise =
    status >= 500
      ? 'Tell who runs it; the station waits and tries again.'
      : 'Check telemetry.endpoint; it may be no OTLP endpoint.';
  return problem('endpoint', `${where} did not take a span (${status})`, advice[status] ?? otherwise);
}

function adviceOn(fault: string | undefined): string {
  if (fault === 'ENOTFOUND' || fault === 'EAI_AGAIN')
    return 'Its name is not known: check telemetry.endpoint and the network.';
  if (fault === 'ECONNREFUSED') return 'Nobody listens there: check telemetry.endpoint, and whether it runs.';
  if (fault !== undefined && /CERT|SIGNATURE|ISSUER/.test(fault))
    return 'Its certificate is not trusted: telemetry.certificate names the file of its CA.';
  return 'Check the network. Until then spans wait, and nothing is lost.';
}

function ofClock(aheadMs: number | undefined): Finding[] {
  if (aheadMs === undefined)
    return [note('clock', 'there is no other clock to compare it with', 'Nothing, if the system keeps it (NTP).')];
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (Math.abs(aheadMs) <= CLOCK_TOLERANCE_MS) return [ok('clock', `within a minute of the endpoint's`)];
  return [
    problem(
      'clock',
      `it is ${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} the endpoint's`,
      'Set the clock, and let the system keep it (NTP).',
    ),
  ];
}
