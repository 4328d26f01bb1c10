import { describe, expect, it } from 'vitest';
import { openBench } from '../../../test/support/station/bench.ts';
import { context, created, orderData, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { jobs, parcelData, RECEIVER } from '../../../test/support/paper/samples.ts';
import { slipCode } from './documents/packing-slip.ts';
import { pagesOf, renderJob, type RenderableJob } from './render.ts';

const textsOf = (job: RenderableJob): string[] =>
  pagesOf(job, 'pdf').flatMap(({ marks }) =>
    marks.flatMap((mark) => (mark.kind === 'text' || mark.kind === 'banner' ? [mark.text] : [])),
  );
const codesOf = (job: RenderableJob): string[] =>
  pagesOf(job, 'pdf').flatMap(({ marks }) => marks.flatMap((mark) => (mark.kind === 'code' ? [mark.data] : [])));

const SENDER = {
  company: 'Nordlicht',
  street1: 'Hafenstraße 12',
  postal_code: '20457',
  city: 'Hamburg',
  country: 'DE',
};
const { traceId, traceparent } = context(1);

describe('the paper of real work', () => {
  it('shows what the settings, the order and the parcel say', () => {
    const bench = openBench({ station: { address: SENDER }, carriers: { house: { name: 'Hauspost' } } });
    bench.take(created('ORD-1', { ship_to: RECEIVER }, { traceparent }));
    bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'ORD-1', ...PACK_SCANS);
    const queued = bench.rows<{ document: string; data: string }>('SELECT document, data FROM print_jobs ORDER BY id');
    expect(queued.map(({ document }) => document)).toEqual(['tote_label', 'slip', 'label']);
    const [, slip, label] = queued.map((job): RenderableJob => ({ ...job, copy: 1 }));
    if (slip === undefined || label === undefined) throw new Error('no paper');
    expect(textsOf(label)).toEqual(
      expect.arrayContaining(['Nordlicht', 'Hauspost', RECEIVER['name'], '10115 Berlin', '1 of 1', '1.20 kg']),
    );
    expect(textsOf(label)).toContain('TEST – NOT FOR SHIPPING');
    expect(textsOf(slip)).toEqual(expect.arrayContaining(['Packing slip', 'Mug, blue', 'TEA-GREEN', '1 of 1']));
    expect(codesOf(slip)).toEqual([slipCode('ORD-1', traceId), 'ORD-1']);
    const [{ sscc, tracking_number: tracking } = { sscc: '', tracking_number: '' }] = bench.rows<{
      sscc: string;
      tracking_number: string;
    }>('SELECT sscc, tracking_number FROM parcels');
    expect(codesOf(label)).toEqual([tracking, `(00)${sscc}`, `(00)${sscc}`]);
  });

  it('tells no number of parcels before it is known, and what was picked of each lot', () => {
    const bench = openBench({ numbers: { sscc: { prefix: '4012345' } } });
    const [mug, tea] = orderData('ORD-1').items;
    bench.take(created('ORD-1', { items: [mug, { ...tea, lot_required: true }] }));
    bench.codes('PS:OP:w1', 'ORD-1', ...PICK_SCANS, 'PS:LOT:L-7');
    bench.codes('ORD-1', PACK_SCANS[0], 'PS:NEXT', PACK_SCANS[1], PACK_SCANS[2], 'PS:DONE');
    const slips = bench
      .rows<{ document: string; data: string }>(`SELECT document, data FROM print_jobs WHERE document = 'slip'`)
      .map((job) => textsOf({ ...job, copy: 1 }));
    expect(slips).toHaveLength(2);
    expect(slips[0]).toContain('1');
    expect(slips[0]?.some((text) => text.includes(' of '))).toBe(false);
    expect(slips[1]).toEqual(expect.arrayContaining(['2 of 2', 'Lot L-7']));
    expect(slips.flat()).not.toContain('TEST – NOT FOR SHIPPING');
  });
});

describe('a job', () => {
  it('whose receiver was forgotten is drawn without', () => {
    const { ship_to: _gone, ...order } = parcelData().order;
    const job: RenderableJob = { document: 'label', data: JSON.stringify({ ...parcelData(), order }), copy: 1 };
    expect(textsOf(job)).toContain('ORD-1001');
    expect(textsOf(job)).not.toContain(RECEIVER['name']);
  });

  it.each(Object.keys(jobs()))('%s is the same bytes each time, in every language', (document) => {
    const job = jobs()[document] ?? { document, data: {}, copy: 1 };
    for (const language of ['zpl', 'pdf', 'png'] as const) {
      const [first, second] = [1, 2].map(() => Buffer.from(renderJob(job, { language, dpi: 203 })));
      expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it.each(['slip', 'manifest', 'pick_list'])('that is a copy says so on a %s', (document) => {
    const job = jobs()[document] ?? { document, data: {}, copy: 1 };
    expect(textsOf({ ...job, copy: 2 }).some((text) => text.includes('COPY 2'))).toBe(true);
    expect(textsOf(job).some((text) => text.includes('COPY'))).toBe(false);
  });

  it.each(['label', 'parcel_label'])('that is a copy is the same %s: a carrier reads it', (document) => {
    const job = jobs()[document] ?? { document, data: {}, copy: 1 };
    const [first, again] = [1, 2].map((copy) => textsOf({ ...job, copy }));
    expect(again).toEqual(first);
  });

  it('of a kind nobody knows is a bug', () => {
    expect(() => renderJob({ document: 'toString', data: {}, copy: 1 }, { language: 'zpl', dpi: 203 })).toThrow(
      'toString',
    );
  });
});
