import { resourceFromAttributes, type Resource } from '@opentelemetry/resources';
import { hostname, platform, release, type } from 'node:os';
import { cleanAttributes } from './attributes.ts';

/**
 * Who sends the spans of this station: settled before the first span is made, because a processor that writes at once
 * cannot wait for attributes that are still being looked up.
 * Names: OpenTelemetry semantic conventions (service, host, os); `station.id` is our own.
 * @param environment OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES win over our values, as the specification asks.
 */
export function stationResource(
  facts: {
    readonly version: string;
    readonly installationId: string;
    readonly stationId: string;
    readonly site: string | undefined;
  },
  environment: NodeJS.ProcessEnv,
): Resource {
  const attributes = {
    'service.name': 'pickspan',
    'service.version': facts.version,
    'service.instance.id': facts.installationId,
    'station.id': facts.stationId,
    ...(facts.site === undefined ? {} : { 'station.site': facts.site }),
    'host.name': hostname(),
    'os.type': platform() === 'win32' ? 'windows' : platform(),
    'os.description': `${type()} ${release()}`,
    'os.version': release(),
    ...resourceAttributesOf(environment['OTEL_RESOURCE_ATTRIBUTES']),
    ...(environment['OTEL_SERVICE_NAME'] ? { 'service.name': environment['OTEL_SERVICE_NAME'] } : {}),
  };
  // A site is named in the settings, in whatever letters.
  return resourceFromAttributes(cleanAttributes(attributes));
}

/** `key=value,key=value` with percent-encoded values (OpenTelemetry specification, Resource SDK); bad pairs are left out. */
function resourceAttributesOf(text: string | undefined): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const pair of (text ?? '').split(',')) {
    const at = pair.indexOf('=');
    if (at <= 0) continue;
    try {
      attributes[pair.slice(0, at).trim()] = decodeURIComponent(pair.slice(at + 1).trim());
    } catch {
      // A value that is not percent-encoding is nobody's fault at the bench; the rest still counts.
    }
  }
  return attributes;
}
