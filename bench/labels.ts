/*
 * (g) A shipping label from its data to the bytes that a printer is sent: against the paper's own speed, for a printer takes
 * about a second for a label of 4 by 6 inches; against its two barcodes alone, drawn as pictures by bwip-js, which is
 * what most shops make labels with; and against the same label in other scripts. Each label has a number of its own.
 */
import { toBuffer } from 'bwip-js/node';
import { mod10 } from '../src/main/numbers/check-digits.ts';
import { renderJob } from '../src/main/paper/render.ts';
import { atMost, time, type Figure, type Row, type Size } from './support/figure.ts';
import { median, quantile, ratioOfRounds } from './support/statistics.ts';

const SIZES = { full: { rounds: 5, labels: 80 }, quick: { rounds: 2, labels: 10 } };

/** A 4 x 6 inch label at 6 inches a second, the pace of a common desktop printer (4 to 8): about a second of paper. */
const PAPER_MS = 1000;

const LATIN = { name: 'Zoë Müller-Łukasiewicz', company: 'Café Olé', street1: 'Große Straße 7', city: 'Berlin' };
const OTHER = { name: '山田太郎', company: 'Γιάννης & Σία', street1: 'ул. Ленина 5', city: '서울' };

const ssccOf = (at: number): string => {
  const digits = `0952123${String(at).padStart(10, '0')}`;
  return `${digits}${mod10(digits)}`;
};
const trackingOf = (at: number): string => `HL${String(at).padStart(14, '0')}`;

function jobOf(at: number, receiver: object): object {
  return {
    test: true,
    station: { id: 'b', name: 'Bench', site: null, address: { company: 'Nordlicht', city: 'Hamburg', country: 'DE' } },
    parcel: {
      number: 1,
      count: 1,
      sscc: ssccOf(at),
      carrier: 'house',
      carrier_name: 'House carrier',
      tracking_number: trackingOf(at),
      box: 'M',
      weight_g: 1300,
      contents: [],
    },
    order: { order_id: `ORD-${at}`, ship_to: { ...receiver, postal_code: '10115', country: 'DE' } },
  };
}

const draw = (at: number, receiver: object): void =>
  void renderJob({ document: 'label', data: jobOf(at, receiver), copy: 1 }, { language: 'zpl', dpi: 203 });

async function peer(at: number): Promise<void> {
  const scale = 3;
  await toBuffer({ bcid: 'code128', text: trackingOf(at), scale, height: 20, includetext: true });
  await toBuffer({ bcid: 'gs1-128', text: `(00)${ssccOf(at)}`, scale, height: 32, includetext: true });
}

async function timed(work: () => void | Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function measure(size: Size): Promise<Row[]> {
  const { rounds, labels } = SIZES[size];
  const all: { ours: number[]; barcodes: number[]; scripts: number[] }[] = [];
  let at = 0;
  // The first round is for the compiler and the fonts.
  for (let round = 0; round <= rounds; round += 1) {
    const times = { ours: [] as number[], barcodes: [] as number[], scripts: [] as number[] };
    for (let label = 0; label < labels; label += 1) {
      at += 1;
      const number = at;
      times.ours.push(await timed(() => draw(number, LATIN)));
      times.barcodes.push(await timed(() => peer(number)));
      // Another number: what is remembered of a symbol must not help.
      times.scripts.push(await timed(() => draw(number + 1_000_000, OTHER)));
    }
    if (round > 0) all.push(times);
  }
  const ours = all.flatMap((times) => times.ours);
  const scripts = all.flatMap((times) => times.scripts);
  const against = ratioOfRounds(all.map((times) => ({ above: median(times.ours), below: median(times.barcodes) })));
  const mean = ours.reduce((sum, ms) => sum + ms, 0) / ours.length;
  return [
    {
      what: 'a label, p50 : a second of paper',
      measured: `${time(median(ours))} : 1 s; ${Math.round(1000 / mean)} labels a second on one core`,
      ...atMost(0.1, median(ours) / PAPER_MS),
    },
    {
      what: 'a label, p99 : a second of paper',
      measured: `${time(quantile(ours, 0.99))} : 1 s`,
      ...atMost(0.25, quantile(ours, 0.99) / PAPER_MS),
    },
    {
      what: 'the same in four other scripts, p99 : a second of paper',
      measured: `${time(quantile(scripts, 0.99))} : 1 s; p50 ${time(median(scripts))}`,
      ...atMost(0.25, quantile(scripts, 0.99) / PAPER_MS),
    },
    {
      what: 'a label : its two barcodes alone, as pictures of bwip-js',
      measured: `${time(median(ours))} : ${time(median(all.flatMap((times) => times.barcodes)))}`,
      rounds: [against.lowest, against.highest],
      ratio: against.ratio,
    },
  ];
}

export const labelSpeed: Figure = { letter: 'g', title: 'A label from data to bytes', measure };
