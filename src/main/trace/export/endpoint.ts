import { convertLegacyHttpOptions } from '@opentelemetry/otlp-exporter-base/node-http';
import { readFileSync } from 'node:fs';
import { validateHeaderName, validateHeaderValue, type Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { reasonOf } from '../../database/folder-problem.ts';
import { authorities } from '../../network/authorities.ts';
import { remade, throughProxy, withProxy } from '../../network/proxy.ts';
import type { SettingsFile } from '../../settings/schema.ts';

/** Where spans go and how. What the station remembers of an endpoint it remembers under `url`. */
export interface Endpoint {
  /** Complete, with the path; without a user name or password, which are among the headers. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly gzip: boolean;
  readonly agent: HttpAgent | HttpsAgent;
}

/** `endpoint` undefined: none is set, and nothing is sent. */
export type EndpointReading =
  | { readonly ok: true; readonly endpoint: Endpoint | undefined }
  | { readonly ok: false; readonly problem: string };

export type TelemetrySettings = Pick<NonNullable<SettingsFile['telemetry']>, 'endpoint' | 'headers' | 'certificate'> & {
  readonly network?: SettingsFile['network'];
};

const PREFIX = 'OTEL_EXPORTER_OTLP_';
/** The longest time that setTimeout can wait. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * The endpoint of the settings and the standard variables, which win. They are read by the stock exporter's own reader:
 * each setting is laid under the environment as the variable it stands for (so `telemetry.endpoint` too gets
 * `/v1/traces`, and OTEL_EXPORTER_OTLP_TRACES_ENDPOINT alone is used as it is).
 * Two things differ: there is no default endpoint, and gzip is the default.
 * @returns a problem in words where a URL, a header or the certificate file cannot be used; the stock reader only warns.
 */
export async function resolveEndpoint(
  settings: TelemetrySettings,
  environment: NodeJS.ProcessEnv,
): Promise<EndpointReading> {
  const variables = { ...asVariables(settings), ...otlpVariables(environment) };
  const url = chosen(variables, 'ENDPOINT');
  if (url === undefined) return { ok: true, endpoint: undefined };
  const certificate = chosen(variables, 'CERTIFICATE');
  // One that is named for this endpoint is the only one it is trusted by; the house's own comes besides.
  const house = certificate === undefined ? settings.network?.ca_file : undefined;
  const problem = urlProblem(url) ?? certificateProblem(certificate ?? house);
  if (problem !== undefined) return { ok: false, problem };

  const options = underEnvironment(variables, () =>
    convertLegacyHttpOptions({}, 'TRACES', 'v1/traces', { 'Content-Type': 'application/json' }),
  );
  const target = new URL(options.url);
  const { auth } = urlToHttpOptions(target);
  target.username = '';
  target.password = '';
  const basic = auth ? { authorization: `Basic ${Buffer.from(auth).toString('base64')}` } : {};
  const headers = lowerCase({ 'User-Agent': 'pickspan', ...basic, ...(await options.headers()) });
  const badHeader = headerProblem(headers);
  if (badHeader !== undefined) return { ok: false, problem: badHeader };
  const made = await options.agentFactory(target.protocol);
  return {
    ok: true,
    endpoint: {
      url: target.href,
      headers,
      timeoutMs: Math.min(options.timeoutMillis, LONGEST_TIMEOUT_MS),
      gzip: options.compression === 'gzip',
      agent: throughProxy(
        house === undefined ? made : remade(made, { ca: authorities(house) }),
        withProxy(environment, settings.network?.proxy),
      ),
    },
  };
}

function asVariables({ endpoint, headers, certificate }: TelemetrySettings): Record<string, string> {
  const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
  const pairs = Object.entries(headers ?? {}).map((pair) => pair.map(encoded).join('='));
  return {
    [`${PREFIX}COMPRESSION`]: 'gzip',
    ...(endpoint === undefined ? {} : { [`${PREFIX}ENDPOINT`]: endpoint }),
    ...(pairs.length === 0 ? {} : { [`${PREFIX}HEADERS`]: pairs.join(',') }),
    ...(certificate === undefined ? {} : { [`${PREFIX}CERTIFICATE`]: certificate }),
  };
}

/** Those that say something: an empty variable is one that is not set (OpenTelemetry specification). */
function otlpVariables(environment: NodeJS.ProcessEnv): Record<string, string> {
  const set: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (name.startsWith(PREFIX) && value !== undefined && value.trim() !== '') set[name] = value;
  }
  return set;
}

const chosen = (variables: Record<string, string>, name: string): string | undefined =>
  variables[`${PREFIX}TRACES_${name}`] ?? variables[`${PREFIX}${name}`];

/** The stock reader knows no environment but `process.env`; it reads all of it before it returns. */
function underEnvironment<T>(variables: Record<string, string>, read: () => T): T {
  const own = process.env;
  process.env = variables;
  try {
    return read();
  } finally {
    process.env = own;
  }
}

function urlProblem(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    return `the telemetry endpoint '${text}' is no http:// or https:// address`;
  try {
    urlToHttpOptions(url);
    return undefined;
  } catch {
    // Not shown: there is a password in it.
    return 'the user name or password in the telemetry endpoint is not percent-encoded';
  }
}

function certificateProblem(file: string | undefined): string | undefined {
  try {
    // A folder may be looked into, and is no file all the same.
    if (file !== undefined) readFileSync(file);
    return undefined;
  } catch (error) {
    return `the telemetry certificate cannot be read: ${reasonOf(error)}`;
  }
}

/** Header values are often secret: the problem names the header alone. */
function headerProblem(headers: Readonly<Record<string, string>>): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      return `the telemetry header '${name}' holds characters that no header can`;
    }
  }
  return undefined;
}

const lowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
