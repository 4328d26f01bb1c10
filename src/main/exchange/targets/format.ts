import { epcisDocument } from '../epcis/document.ts';
import type { OrderNews } from '../epcis/order-news.ts';
import { structured, type CloudEventOut } from './cloud-event.ts';

/** An event as a target gets it. */
export interface Written {
  readonly contentType: string;
  /** For those that are asked over HTTP. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Writes an event down; undefined where the format has no words for it. The same event is the same bytes each time. */
export type Format = (event: CloudEventOut) => Written | undefined;

export const asCloudEvent: Format = (event) => ({
  contentType: 'application/cloudevents+json; charset=utf-8',
  headers: {},
  body: structured(event),
});

/** @param locationBase what the name of a bin or station is appended to. */
export const asEpcis =
  (locationBase: string): Format =>
  ({ attributes: { type, time }, data }) => {
    const document = epcisDocument({ type, time, data: JSON.parse(data) as OrderNews }, locationBase);
    if (document === undefined) return undefined;
    return {
      contentType: 'application/ld+json; charset=utf-8',
      headers: { 'gs1-epcis-version': '2.0.0', 'gs1-cbv-version': '2.0.0' },
      body: JSON.stringify(document),
    };
  };
