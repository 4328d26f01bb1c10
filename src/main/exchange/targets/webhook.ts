import { reasonOf } from '../../database/folder-problem.ts';
import { agentTo, type WayOut } from '../../network/agent.ts';
import { exchange, type Answer } from '../../network/exchange.ts';
import type { TargetSettings } from '../../settings/schema/targets.ts';
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
 * POSTs each event, written down in the target's format.
 * @throws where the certificate file cannot be read.
 */
export function webhook(
  settings: Extract<TargetSettings, { kind: 'webhook' }>,
  surroundings: WayOut & { readonly nowMs: () => number; readonly format: Format },
): Target {
  const { nowMs, format } = surroundings;
  const url = new URL(settings.url);
  const agent = agentTo(url, surroundings, settings.certificate);

  async function post(id: string, { contentType, headers, body }: Written): Promise<SendOutcome> {
    const signed = webhookHeaders(settings.secret, { id, nowMs: nowMs(), body });
    const asked = exchange(url, {
      method: 'POST',
      agent,
      headers: { ...settings.headers, ...headers, 'content-type': contentType, ...signed },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      body,
      atMost: SHOWN,
    });
    return asked.then(
      (answer) => outcomeOf(answer, nowMs()),
      (error: unknown) => ({ kind: 'later', because: reasonOf(error) }),
    );
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

function outcomeOf({ status, headers, body }: Answer, nowMs: number): SendOutcome {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  const text = onOneLine(body);
  const because = `${status}${text === '' ? '' : `: ${text}`}`;
  if (status >= 500 || WORTH_ANOTHER_TRY.has(status))
    return { kind: 'later', because, afterMs: readRetryAfter(headers['retry-after'], nowMs) };
  return { kind: 'refused', because: status < 400 ? `${status}: redirects are not followed` : because };
}

/** What another system says is shown on one line. */
const onOneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .toWellFormed();
