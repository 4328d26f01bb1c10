import * as v from 'valibot';
import type { Agent } from 'node:http';
import { agentTo, type WayOut } from '../network/agent.ts';
import { exchange } from '../network/exchange.ts';
import type { CarrierPort, LabelAnswer, LabelRequest, PortAddress } from './carrier-port.ts';

/*
 * A self-hosted Karrio (https://docs.karrio.io/reference/api/shipments). A label is bought in two steps: a draft, which
 * costs nothing and is found by our reference, and its purchase, which Karrio answers with 409 once it is done. A purchase
 * has no idempotency key. What comes back of a search is held against our reference: it is a search for a part of one.
 */

export interface KarrioOptions {
  /** Where the instance is: `https://karrio.example`. */
  readonly url: string;
  readonly token: string;
  /** What Karrio calls the service where no rule names one. */
  readonly service: string;
  /** Of which connection (`carrier_id`) rates are asked; without it, of all. */
  readonly account: string | undefined;
  readonly timeoutMs?: number;
  readonly wayOut: WayOut;
}

const orNull = <T extends v.GenericSchema>(schema: T) => v.nullish(schema, null);
const rate = v.object({ id: v.string(), service: orNull(v.string()), transit_days: orNull(v.number()) });
const shipment = v.object({
  id: v.string(),
  status: v.string(),
  reference: orNull(v.string()),
  tracking_number: orNull(v.string()),
  label_type: orNull(v.string()),
  docs: orNull(v.object({ label: orNull(v.string()) })),
  rates: orNull(v.array(rate)),
  selected_rate: orNull(v.object({ transit_days: orNull(v.number()) })),
  messages: orNull(v.array(v.object({ message: orNull(v.unknown()) }))),
});
const list = v.object({ results: v.array(shipment) });
type Shipment = v.InferOutput<typeof shipment>;

/** Every other state, also one that a later version brings, may have been paid for. */
const NOT_BOUGHT = new Set(['draft', 'cancelled']);

export function karrio(options: KarrioOptions): CarrierPort {
  const { token, service, account, timeoutMs = 20_000, wayOut } = options;
  const url = new URL(options.url);
  let agent: Agent | undefined;

  async function call(method: 'GET' | 'POST', path: string, signal: AbortSignal, body?: object): Promise<unknown> {
    // Made with the first request: a file of certificates that cannot be read is a reason to wait, not to close the station.
    agent ??= agentTo(url, wayOut);
    const answer = await exchange(new URL(path, url), {
      method,
      agent,
      headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (answer.status < 200 || answer.status > 299) throw new Refusal(answer.status, answer.body);
    return JSON.parse(answer.body) as unknown;
  }

  async function ofReference(reference: string, signal: AbortSignal): Promise<Shipment[]> {
    const found = v.parse(list, await call('GET', `/v1/shipments?reference=${encodeURIComponent(reference)}`, signal));
    return found.results.filter((each) => each.reference === reference);
  }

  /** The label of a bought shipment; a list may leave its bytes out. */
  async function labelOf(found: Shipment, signal: AbortSignal): Promise<LabelAnswer> {
    const label = found.docs?.label ?? null;
    const whole =
      label === null
        ? v.parse(shipment, await call('GET', `/v1/shipments/${encodeURIComponent(found.id)}`, signal))
        : found;
    const { tracking_number: trackingNumber, docs, label_type: type, selected_rate: selected } = whole;
    const bytes = docs?.label ?? '';
    if (trackingNumber === null || trackingNumber === '' || bytes === '')
      return { kind: 'later', reason: 'Karrio has not made the label yet', nothingBought: false };
    const language = /zpl/i.test(type ?? '') ? 'zpl' : 'pdf';
    const transitDays = selected?.transit_days ?? null;
    return { kind: 'label', label: { trackingNumber, language, transitDays, bytes: Buffer.from(bytes, 'base64') } };
  }

  async function draftFor(request: LabelRequest, signal: AbortSignal): Promise<Shipment> {
    const known = await ofReference(request.reference, signal);
    const draft = known.find(({ status, rates }) => status === 'draft' && (rates ?? []).length > 0);
    return draft ?? v.parse(shipment, await call('POST', '/v1/shipments', signal, shipmentFor(request, account)));
  }

  return {
    find: (reference, signal) =>
      answered('look', async () => {
        const bought = (await ofReference(reference, signal)).find(({ status }) => !NOT_BOUGHT.has(status));
        return bought === undefined ? ({ kind: 'none' } as const) : await labelOf(bought, signal);
      }),
    async buy(request, signal) {
      const wanted = request.service ?? service;
      const prepared = await answered(
        'prepare',
        async () => ({ kind: 'draft', draft: await draftFor(request, signal) }) as const,
      );
      if (prepared.kind !== 'draft') return prepared;
      const { draft } = prepared;
      const chosen = (draft.rates ?? []).find((each) => each.service === wanted);
      if (chosen === undefined) return { kind: 'refused', reason: noRate(wanted, draft) };
      return answered('buy', async () => {
        const path = `/v1/shipments/${encodeURIComponent(draft.id)}/purchase`;
        const body = { selected_rate_id: chosen.id, label_type: request.language.toUpperCase() };
        return labelOf(v.parse(shipment, await call('POST', path, signal, body)), signal);
      });
    },
    async giveBack(reference, signal) {
      const answer = await answered('look', async () => {
        const bought = (await ofReference(reference, signal)).filter(({ status }) => !NOT_BOUGHT.has(status));
        for (const { id } of bought) await call('POST', `/v1/shipments/${encodeURIComponent(id)}/cancel`, signal);
        return { kind: 'done' } as const;
      });
      return answer.kind === 'done' ? undefined : 'reason' in answer ? answer.reason : '';
    },
  };
}

/** A call whose failure is an answer too. Only a purchase buys; a search that is refused says nothing of the shipment. */
async function answered<T extends { readonly kind: string }>(
  what: 'look' | 'prepare' | 'buy',
  work: () => Promise<T>,
): Promise<T | Exclude<LabelAnswer, { kind: 'label' }>> {
  try {
    return await work();
  } catch (error) {
    if (what !== 'look' && error instanceof Refusal && error.isFinal) return { kind: 'refused', reason: error.message };
    const nothingBought = what !== 'buy' || (error instanceof Refusal && error.isCertain);
    return { kind: 'later', reason: reasonOf(error), nothingBought };
  }
}

/** An answer other than 2xx. */
class Refusal extends Error {
  /** The request itself is wrong. */
  readonly isFinal: boolean;
  /** It was not done; a gateway's time-out or a fault of the server says nothing of that. */
  readonly isCertain: boolean;
  constructor(status: number, body: string) {
    const said = wordsOf(body);
    super(`Karrio answered ${status}${said === '' ? '' : `: ${said}`}`);
    this.isFinal = status === 400 || status === 422;
    this.isCertain = status === 401 || status === 403 || status === 404 || status === 429;
  }
}

/** Karrio's own words (`errors` or `messages`), in one line; nothing of a body that is something else. */
function wordsOf(body: string): string {
  const said = v.object({
    errors: v.optional(v.array(v.object({ message: v.optional(v.string()) })), []),
    messages: v.optional(v.array(v.object({ message: v.optional(v.string()) })), []),
  });
  try {
    const { errors, messages } = v.parse(said, JSON.parse(body));
    return oneLine([...errors, ...messages].flatMap(({ message }) => message ?? []).join('; '));
  } catch {
    return '';
  }
}

const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);

function noRate(service: string, { messages }: Shipment): string {
  const said = (messages ?? []).flatMap(({ message }) => (typeof message === 'string' ? [message] : [])).join('; ');
  return oneLine(`Karrio has no rate for ${service}${said === '' ? '' : `: ${said}`}`);
}

/** `fetch failed` says nothing: why stands in its cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return oneLine('code' in cause ? String(cause.code) : cause.message);
  return oneLine(error.name === 'ValiError' ? 'Karrio answered something else than a shipment' : error.message);
}

function shipmentFor(request: LabelRequest, account: string | undefined): object {
  const { reference, shipper, recipient, weightG, sizeMm, language } = request;
  return {
    reference,
    metadata: { reference },
    ...(account === undefined ? {} : { carrier_ids: [account] }),
    shipper: addressFor(shipper),
    recipient: addressFor(recipient),
    parcels: [
      {
        weight: weightG / 1000,
        weight_unit: 'KG',
        ...(sizeMm === null
          ? {}
          : { length: sizeMm[0] / 10, width: sizeMm[1] / 10, height: sizeMm[2] / 10, dimension_unit: 'CM' }),
      },
    ],
    label_type: language.toUpperCase(),
  };
}

const addressFor = (address: PortAddress): object => ({
  person_name: address.name ?? '',
  company_name: address.company ?? '',
  address_line1: address.street1 ?? '',
  address_line2: address.street2 ?? '',
  city: address.city ?? '',
  state_code: address.region ?? '',
  postal_code: address.postal_code ?? '',
  country_code: address.country ?? '',
});
