import { createHash } from 'node:crypto';
import type { NewsItem } from './order-news.ts';

/*
 * Identifiers as GS1 Digital Link URIs, which EPCIS 2.0 takes beside EPC URNs: a URN would need the length of the company
 * prefix, and no GTIN tells it.
 */

const GS1 = 'https://id.gs1.org';

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** A class of goods; what has no GTIN goes by what its shop calls it. */
export function classUri({ gtin, sku, product_id: product }: NewsItem): string {
  return gtin === undefined ? `urn:pickspan:goods:${encoded(sku ?? product ?? '')}` : `${GS1}/01/${gtin}`;
}

export function lotUri(item: NewsItem, lot: string): string {
  return item.gtin === undefined ? `${classUri(item)}:lot:${encoded(lot)}` : `${classUri(item)}/10/${encoded(lot)}`;
}

export function serialUri(item: NewsItem, serial: string): string {
  return item.gtin === undefined
    ? `${classUri(item)}:serial:${encoded(serial)}`
    : `${classUri(item)}/21/${encoded(serial)}`;
}

export const ssccUri = (sscc: string): string => `${GS1}/00/${sscc}`;

export const orderUri = (orderId: string): string => `urn:pickspan:order:${encoded(orderId)}`;

/** A bin, a zone or a station. @param base `epcis.location_base` of the settings. */
export const placeUri = (base: string, name: string): string => `${base}${encoded(name)}`;

/**
 * The id of an event: a UUID (version 8, RFC 9562) made of the span it tells of, so that whoever declares it an error later
 * names the same one, at whatever station.
 */
export function eventId({ traceId, spanId }: { traceId: string; spanId: string }, what: string): string {
  const hash = createHash('sha256').update(`${traceId} ${spanId} ${what}`).digest();
  hash[6] = 0x80 | ((hash[6] ?? 0) & 0x0f);
  hash[8] = 0x80 | ((hash[8] ?? 0) & 0x3f);
  const hex = hash.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)];
  return `urn:uuid:${parts.join('-')}`;
}
