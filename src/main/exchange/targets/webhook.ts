import { readFileSync } from 'node:fs';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { reasonOf } from '../../database/folder-problem.ts';
import { authorities } from '../../network/authorities.ts';
import { throughProxy, withProxy } from '../../network/proxy.ts';
import type { TargetSettings } from '../../settings/schema/targets.ts';
import type { NetworkSettings } from '../../settings/settings.ts';
import { readRetryAfter } from '../../trace/export/send-outcome.ts';
import type { Format, Written } from './format.ts';
import type { SendOutcome, Target } from './target.ts';
import { webhookHeaders } from './webhook-signature.ts';

const TIMEOUT_MS = 15_000;
/** Of an answer no more is read than can be shown. */
const SHOWN = 200;
/** Answers that mend by themselves, besides those of 500 and above. */
const WORTH_ANOTHER_TRY = new Set([408, 425, 429]);

/**
 * POSTs each event, written down in the target's format. Redirects are not followed: the address of the settings is the one that
 * was meant, and a signed body belongs to nobody else.
 * @throws where the certificate file cannot be read.
 */
export function webhook(
  settings: Extract<TargetSettings, { kind: 'webhook' }>,
  surroundings: {
    readonly environment: NodeJS.ProcessEnv;
    readonly network: NetworkSettings;
    readonly nowMs: () => number;
    readonly format: Format;
  },
): Target {
  const { environment, network, nowMs, format } = surroundings;
  const url = new URL(settings.url);
  const isSecure = url.protocol === 'https:';
  // A certificate of its own is the only one that it is trusted by; the house's own comes besides those of everybody.
  const ca = settings.certificate === undefined ? authorities(network.ca_file) : readFileSync(settings.certificate);
  const made = isSecure
    ? new HttpsAgent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) })
    : new HttpAgent({ keepAlive: true });
  const agent = throughProxy(made, withProxy(environment, network.proxy));

  function post(id: string, { contentType, headers, body }: Written): Promise<SendOutcome> {
    return new Promise((resolve) => {
      const request = (isSecure ? httpsRequest : httpRequest)(url, {
        method: 'POST',
        agent,
        headers: {
          'user-agent': 'pickspan',
          ...settings.headers,
          ...headers,
          'content-type': contentType,
          'content-length': Buffer.byteLength(body),
          ...webhookHeaders(settings.secret, { id, nowMs: nowMs(), body }),
        },
        // For the whole exchange: a server that sends a byte now and then is gone as well.
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const fail = (error: unknown): void => resolve({ kind: 'later', because: reasonOf(error) });
      request.on('error', fail);
      request.on('response', (response) => {
        readAnswer(response).then((text) => resolve(outcomeOf(response, text, nowMs())), fail);
      });
      request.end(body);
    });
  }

  return {
    name: settings.name,
    // Without a query: a key may stand in it.
    where: `${url.origin}${url.pathname}`,
    address: settings.url,
    atOnce: 4,
    async send(event) {
      try {
        const written = format(event);
        // Nothing to say is said.
        return written === undefined ? { kind: 'taken' } : await post(event.attributes.id, written);
      } catch (error) {
        // A header of the settings that no request can carry.
        return { kind: 'refused', because: reasonOf(error) };
      }
    },
    // oxlint-disable-next-line typescript/require-await -- a target like the others
    close: async () => agent.destroy(),
  };
}

function outcomeOf(response: IncomingMessage, text: string, nowMs: number): SendOutcome {
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return { kind: 'taken' };
  const because = `${status}${text === '' ? '' : `: ${text}`}`;
  if (status >= 500 || WORTH_ANOTHER_TRY.has(status))
    return { kind: 'later', because, afterMs: readRetryAfter(response.headers['retry-after'], nowMs) };
  return { kind: 'refused', because: status < 400 ? `${status}: redirects are not followed` : because };
}

async function readAnswer(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) if (text.length < SHOWN) text += String(chunk);
  // What another system says is shown on one line.
  return text
    .slice(0, SHOWN)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .toWellFormed();
}
