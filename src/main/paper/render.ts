import * as v from 'valibot';
import { manifestPages } from './documents/manifest.ts';
import { packingSlip } from './documents/packing-slip.ts';
import { parcelLabel } from './documents/parcel-label.ts';
import { pickList } from './documents/pick-list.ts';
import { placeLabel } from './documents/place-label.ts';
import { A4, LABEL, type Format } from './documents/sheet.ts';
import { shippingLabel } from './documents/shipping-label.ts';
import type { Dpi } from './draw/dots.ts';
import { toPdf } from './draw/pdf.ts';
import { toPng } from './draw/png.ts';
import { toZpl } from './draw/zpl.ts';
import { isCarriersOwn, manifestJob, parcelJob, pickListJob, testPageJob, toteJob } from './job-data.ts';
import type { Page } from './page.ts';

/** What a printer speaks, and how fine its dots are (a PDF has none: it is as fine as the printer). */
export interface Language {
  readonly language: 'zpl' | 'pdf' | 'png';
  readonly dpi: Dpi;
  /** Of a picture: what is printed in this language; else a page for A4. */
  readonly of?: 'zpl' | 'pdf' | 'png';
}

/** A print job as it is stored: `data` is what the work wrote down, as an object or as its JSON text. */
export interface RenderableJob {
  readonly document: string;
  readonly data: unknown;
  /** 2 and up are reprints; only papers with a table say so, never what a carrier reads. */
  readonly copy: number;
}

type Draw = (data: unknown, copy: number, format: Format) => readonly Page[];

const DOCUMENTS: Readonly<Record<string, Draw>> = {
  label: shippingLabelOf,
  parcel_label: parcelLabelOf,
  slip: slipOf,
  manifest: manifestOf,
  tote_label: toteLabelOf,
  pick_list: pickListOf,
  test_page: testPageOf,
};

/**
 * The bytes a printer is sent for a job: the same job and language are always the same bytes.
 * Papers with a table are A4, on a label printer as many labels as they need.
 * @throws when there is no such document, or its data lacks what it cannot be without: a bug of whoever queued it.
 */
export function renderJob(job: RenderableJob, as: Language): Uint8Array {
  const pages = pagesOf(job, as.of ?? as.language);
  switch (as.language) {
    case 'zpl':
      return Buffer.from(pages.map((page) => toZpl(page, as.dpi)).join(''), 'ascii');
    case 'pdf':
      return toPdf(pages, job.document);
    case 'png':
      return toPng(pages, as.dpi);
  }
}

/** The pages of a job before anybody draws them. */
export function pagesOf(job: RenderableJob, language: Language['language']): readonly Page[] {
  const draw = Object.hasOwn(DOCUMENTS, job.document) ? DOCUMENTS[job.document] : undefined;
  if (draw === undefined) throw new Error(`there is no document ${job.document}`);
  const data: unknown = typeof job.data === 'string' ? JSON.parse(job.data) : job.data;
  return draw(data, job.copy, language === 'zpl' ? LABEL : A4);
}

function shippingLabelOf(data: unknown): readonly Page[] {
  if (isCarriersOwn(data)) throw new Error('the carrier made this label for another printer, or its bytes are gone');
  const { test, station, parcel, order } = v.parse(parcelJob, data);
  if (parcel.tracking_number === null) throw new Error('a shipping label without a tracking number');
  const page = shippingLabel({
    test,
    sender: senderOf(station),
    receiver: order.ship_to ?? {},
    carrier: parcel.carrier_name ?? parcel.carrier ?? '',
    service: parcel.service ?? order.service.level,
    trackingNumber: parcel.tracking_number,
    sscc: parcel.sscc,
    orderId: order.order_id,
    parcel: parcel.number,
    parcels: parcel.count,
    weightG: parcel.weight_g,
  });
  return [page];
}

function parcelLabelOf(data: unknown): readonly Page[] {
  const { test, station, parcel, order } = v.parse(parcelJob, data);
  const { number, count, sscc, box } = parcel;
  return [
    parcelLabel({ test, orderId: order.order_id, parcel: number, parcels: count, sscc, box, station: station.name }),
  ];
}

function slipOf(data: unknown, copy: number, format: Format): readonly Page[] {
  const { test, station, parcel, order, ordered_on: orderedOn, trace_id: traceId } = v.parse(parcelJob, data);
  return packingSlip(
    {
      test,
      sender: senderOf(station),
      receiver: order.ship_to ?? {},
      orderId: order.order_id,
      orderedOn,
      parcel: parcel.number,
      parcels: parcel.count,
      carrier: parcel.carrier_name ?? parcel.carrier,
      trackingNumber: parcel.tracking_number,
      contents: parcel.contents.map((line) => ({
        sku: line.sku,
        name: line.name,
        quantity: line.quantity,
        ordered: line.ordered ?? line.quantity,
        traced: tracedLines(line.units),
      })),
      traceId,
      copy,
    },
    format,
  );
}

function manifestOf(data: unknown, copy: number, format: Format): readonly Page[] {
  const manifest = v.parse(manifestJob, data);
  return manifestPages(
    {
      test: manifest.test,
      number: manifest.number,
      carrier: manifest.carrier_name,
      station: manifest.station.name,
      site: manifest.station.site,
      at: manifest.at,
      parcels: manifest.parcels.map((parcel) => ({
        orderId: parcel.order_id,
        parcel: parcel.number,
        sscc: parcel.sscc,
        trackingNumber: parcel.tracking_number,
        weightG: parcel.weight_g,
      })),
      copy,
    },
    format,
  );
}

/** Stuck on what carries the order to the bench: its code is the order's number, or the tote's own. */
function toteLabelOf(data: unknown): readonly Page[] {
  const { order_id: orderId, tote, units } = v.parse(toteJob, data);
  const facts = [tote === orderId ? '' : orderId, units === null ? '' : `${units} units`];
  const note = facts.filter((fact) => fact !== '').join(' · ');
  return [placeLabel({ title: 'Tote', text: tote, code: tote, note })];
}

function pickListOf(data: unknown, copy: number, format: Format): readonly Page[] {
  const { order_id: orderId, ship_by: shipBy, lines } = v.parse(pickListJob, data);
  return pickList({ orderId, shipBy, copy, lines }, format);
}

/** Something to look at and to scan, for whoever sets a printer up. */
function testPageOf(data: unknown): readonly Page[] {
  const { station, printer } = v.parse(testPageJob, data);
  return [placeLabel({ title: station.name, text: printer, code: `PS:PRINTER:${printer}`, note: 'test print' })];
}

/** Where nobody wrote an address down, the station's own name is better than nothing. */
const senderOf = ({ name, site, address }: v.InferOutput<typeof parcelJob>['station']) =>
  address ?? { company: name, city: site };

/** Serials one by one, lots with how many there are of each. */
function tracedLines(units: v.InferOutput<typeof parcelJob>['parcel']['contents'][number]['units']): string[] {
  const counted = new Map<string, number>();
  for (const { quantity, lot, serial, expiry } of units) {
    const words = [lot === null ? '' : `Lot ${lot}`, serial === null ? '' : `SN ${serial}`, expiry ?? ''].filter(
      (word) => word !== '',
    );
    if (words.length > 0) counted.set(words.join(' · '), (counted.get(words.join(' · ')) ?? 0) + quantity);
  }
  const several = counted.size > 1;
  return [...counted].map(([words, quantity]) => (several ? `${words} · ${quantity} x` : words));
}
