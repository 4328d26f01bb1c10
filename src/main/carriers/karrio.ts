import * as v from 'valibot';
import type { CarrierPort, LabelAnswer, LabelRequest, PortAddress } from './carrier-port.ts';

/*
 * A self-hosted Karrio. Its purchase has no idempotency key, so every shipment carries our reference, as its own and in
 * its metadata, and what comes back of a search is held against it: a server that ignores a filter must not make us take
 * somebody else's label.
 */

export interface KarrioOptions {
  /** Where the instance is: `https://karrio.example`. */
  readonly url: string;
  readonly token: string;
  readonly timeoutMs?: number;
}

const shipment = v.object({
  id: v.string(),
  status: v.string(),
  reference: v.nullish(v.string(), null),
  tracking_number: v.nullish(v.string(), null),
  label_type: v.nullish(v.string(), null),
  docs: v.nullish(v.object({ label: v.nullish(v.string(), null) }), { label: null }),
});
const list = v.object({ results: v.array(shipment) });
type Shipment = v.InferOutput<typeof shipment>;

/** Every other state, also one that a later version brings, may have been paid for. */
const NOT_BOUGHT = new Set(['draft', 'cancelled']);

export function karrio({ url, token, timeoutMs = 20_000 }: KarrioOptions): CarrierPort {
  async function call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return response.json();
    throw new Refusal(response.status);
  }

  /** A call whose failure is an answer too. */
  async function answered<T>(work: () => Promise<T>): Promise<T | LabelAnswer> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refusal && error.isFinal) return { kind: 'refused', reason: error.message };
      return { kind: 'later', reason: error instanceof Error ? error.message : String(error) };
    }
  }

  return {
    find: (reference) =>
      answered(async () => {
        const { results } = v.parse(
          list,
          await call('GET', `/v1/shipments?reference=${encodeURIComponent(reference)}`),
        );
        const ours = results.find((each) => each.reference === reference && !NOT_BOUGHT.has(each.status));
        return ours === undefined ? ({ kind: 'none' } as const) : labelOf(ours);
      }),
    buy: (request) =>
      answered(async () => labelOf(v.parse(shipment, await call('POST', '/v1/shipments', shipmentFor(request))))),
  };
}

/** An answer other than 2xx. Only what says that the request itself is wrong is final. */
class Refusal extends Error {
  readonly isFinal: boolean;
  constructor(status: number) {
    super(`Karrio answered ${status}`);
    this.isFinal = status === 400 || status === 422;
  }
}

function labelOf({ tracking_number: trackingNumber, docs, label_type: type }: Shipment): LabelAnswer {
  if (trackingNumber === null || docs.label === null) return { kind: 'later', reason: 'its label is not made yet' };
  const language = type?.toUpperCase() === 'ZPL' ? 'zpl' : 'pdf';
  return { kind: 'label', label: { trackingNumber, language, bytes: Buffer.from(docs.label, 'base64') } };
}

function shipmentFor(request: LabelRequest): object {
  const { reference, service, shipper, recipient, weightG, sizeMm, language } = request;
  return {
    reference,
    metadata: { reference },
    ...(service === null ? {} : { service }),
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
