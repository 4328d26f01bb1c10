import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bench } from '../../../test/support/station/bench.ts';
import { context, event } from '../../../test/support/station/samples.ts';
import { HANG_LIMIT_MS, runs, seed, seedName } from '../../../test/support/station/seed.ts';
import type { DecodedSpan } from '../demo/receiver/decode.ts';
import { startReceiver } from '../demo/receiver/receiver.ts';
import type { LooseAttributes } from './attributes.ts';
import { createExportHost } from './export/export-host.ts';
import { endpointAt, TestJournal } from './export/test-journal.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\uD800',
    'a\uDC00b',
    '\uDC00\uD800',
    '\u0000',
    '\uFFFF',
    '😀'.repeat(2048) + 'x',
    'x'.repeat(4095) + '😀',
    '__proto__',
  ),
);
const number = fc.oneof(
  fc.double(),
  fc.constantFrom(
    NaN,
    Infinity,
    -Infinity,
    -0,
    1e21,
    -1e21,
    2 ** 53,
    -(2 ** 63),
    2 ** 64,
    5e-324,
    Number.MAX_VALUE,
    0.1,
  ),
);
const single = fc.oneof(
  text,
  number,
  fc.bigInt(),
  fc.boolean(),
  fc.date({ noInvalidDate: false }),
  fc.constantFrom(null, undefined),
);
/** Whatever a value may be once the types have been got around. */
const value = fc.oneof(single, fc.array(single, { maxLength: 5 }), fc.anything({ withBigInt: true, withDate: true }));
const attributes = fc.dictionary(text, value, { maxKeys: 6 }) as fc.Arbitrary<LooseAttributes>;

const isReadable = (of: unknown): boolean =>
  (typeof of === 'string' && of.isWellFormed()) ||
  typeof of === 'boolean' ||
  (typeof of === 'number' && Number.isFinite(of)) ||
  typeof of === 'bigint' ||
  (Array.isArray(of) && of.every((item) => typeof item === 'string' && item.isWellFormed()));

/** Everything in a span that came from somewhere else. */
const valuesOf = (span: DecodedSpan): unknown[] => [
  span.name,
  span.status.message,
  ...[span, ...span.events, ...span.links, { attributes: span.resource }].flatMap(({ attributes: of }) =>
    Object.entries(of).flat(),
  ),
];

test(
  `whatever is recorded can be read by a strict receiver (${seedName})`,
  async () => {
    const journal = new TestJournal();
    const receiver = await startReceiver();
    try {
      const span = fc.record({ name: text, attributes, of: attributes, told: attributes, error: fc.option(text) });
      const spans = fc.sample(span, { seed, numRuns: runs(10_000) });
      for (const { name, of, told, error, ...rest } of spans) {
        const links = [{ context: { ...journal.recorder.newIds(), traceFlags: 1 }, attributes: of }];
        const events = [{ name: `e${name}`, atMs: 1, attributes: told }];
        journal.record({ ...rest, name: `s${name}`, links, events, error: error ?? undefined });
      }
      await journal.sync(await endpointAt(receiver.url));
      expect(receiver.problems).toEqual([]);
      expect(receiver.spans()).toHaveLength(spans.length);
      expect(
        receiver
          .spans()
          .flatMap(valuesOf)
          .filter((each) => !isReadable(each)),
      ).toEqual([]);
    } finally {
      journal.remove();
      await receiver.close();
    }
  },
  HANG_LIMIT_MS,
);

/** Numbers as JSON can write them: 1e400 is Infinity once it is read, and there is a -0. */
const written = fc.constantFrom('1e21', '-0', '1e400', '-1e400', '0.1', '9007199254740993', '1e-400', '250', 'null');

const scanned = fc.oneof(
  text,
  fc
    .tuple(
      fc.constantFrom('OP', 'LOT', 'SERIAL', 'REASON', 'WEIGHT', 'QTY', 'TOTE', 'EXPIRY', 'BOX'),
      fc.oneof(text, written),
    )
    .map(([word, more]) => `PS:${word}:${more}`),
);

test(
  `whatever orders and scans bring leaves as something a strict receiver can read (${seedName})`,
  async () => {
    const receiver = await startReceiver();
    let count = 0;
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.record({ sku: text, name: text, zone: text, bin: text, lot: text, serial: text, site: text }),
          fc.tuple(written, written, written),
          fc.array(scanned, { maxLength: 12 }),
          async (words, [weight, quantity, priority], scans) => {
            count += 1;
            const bench = new Bench({ station: { site: `${words.site.slice(0, 100)}.` } });
            try {
              const { sku, name, zone } = words;
              const item = {
                sku: `S${sku}`.slice(0, 100),
                name: name.slice(0, 300),
                zone: zone.slice(0, 64),
                bin_location: 'A-01',
                lot_required: true,
              };
              const order = event(
                'order.created',
                { order_id: `ORD-${count}`, items: [{ ...item, quantity: 1, unit_weight_g: 0 }] },
                { traceparent: context(1).traceparent },
              );
              // Written by hand: JSON.stringify would mend the numbers.
              const odd = JSON.stringify({ ...order, id: 'odd', type: `pickspan.${words.serial}` })
                .replace('"unit_weight_g":0', `"unit_weight_g":${weight}`)
                .replace('"quantity":1', `"quantity":${quantity}`)
                .replace('"order_id"', `"priority":${priority},"order_id"`);
              bench.takeText(
                JSON.stringify(order).replace(
                  '"unit_weight_g":0',
                  `"unit_weight_g":${weight.startsWith('-') || weight.includes('e') ? '-0' : 1}`,
                ),
              );
              bench.takeText(
                `[${odd},${odd.replace(`ORD-${count}`, `ODD-${count}`).replace('"odd"', JSON.stringify(words.bin))}]`,
              );
              bench.scan(`PS:OP:${words.lot}`);
              bench.codes('PS:OP:w1', 'PS:PICK', 'A-01', ...scans);
              for (const scan of scans) bench.input({ scan, traceparent: words.lot, tracestate: words.serial });
              bench.codes(
                'A-01',
                bench.view.kind === 'pick' ? (bench.view.line?.sku ?? '') : '',
                `PS:LOT:${words.lot.slice(0, 20)}`,
                'PS:LOT:L',
                ...scans,
              );
              bench.codes('PS:PACK', 'PS:SHIP', ...scans, 'PS:DONE');
              await bench.print();
              const host = createExportHost({ db: bench.db, telemetry: { endpoint: receiver.url }, environment: {} });
              expect(await host.sync(true)).toMatchObject({
                ok: true,
                result: { stillWaiting: 0, refused: 0, because: null },
              });
              await host.stop();
            } finally {
              bench.remove();
            }
          },
        ),
        { seed, numRuns: runs(100) },
      );
      expect(receiver.problems).toEqual([]);
      expect(new Set(receiver.spans().map(({ name }) => name))).toContain('warehouse.pick');
      expect(
        receiver
          .spans()
          .flatMap(valuesOf)
          .filter((each) => !isReadable(each)),
      ).toEqual([]);
    } finally {
      await receiver.close();
    }
  },
  HANG_LIMIT_MS,
);
