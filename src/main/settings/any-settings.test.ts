import { undrawnPaper } from '../../../test/support/printing.ts';
import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { context, event, MUG_GTIN, orderData, PACK_SCANS, PICK_SCANS } from '../../../test/support/station/samples.ts';
import { HANG_LIMIT_MS, runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { CODES } from '../../shared/answers.ts';
import { FolderProblem } from '../database/folder-problem.ts';
import { openStation } from '../station/open-station.ts';
import { resolveEndpoint } from '../trace/export/endpoint.ts';

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    -1,
    0,
    1,
    1e300,
    2 ** 53,
    1e15,
    0.5,
    '',
    'x',
    '\uD800',
    [],
    {},
    true,
    'DE',
    'house',
    [1, 2, 3],
  ),
);
const whole = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 500 }) }, { weight: 1, arbitrary: odd });
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('house', 'post', 'M', 'S1') },
  { weight: 1, arbitrary: odd },
);
const some = <T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(shape, { requiredKeys: [] });

/** Settings that are right in part, so that what is odd in them gets as far as it can. */
const settings = fc.oneof(
  { weight: 1, arbitrary: odd },
  {
    weight: 9,
    arbitrary: some({
      station: some({ id: word, name: word, site: word, language: fc.constantFrom('de', 'xx'), keep_signin: odd }),
      numbers: some({
        sscc: some({ prefix: fc.constantFrom('952', '4012345', '12'), extension: whole, from: whole, to: whole }),
        tracking: fc.dictionary(
          fc.constantFrom('house', 'post', '__proto__'),
          some({
            format: fc.constantFrom('plain', 'house', 's10', 'x'),
            prefix: word,
            width: whole,
            from: whole,
            to: whole,
          }),
        ),
      }),
      boxes: fc.array(
        some({ code: word, inner_mm: fc.tuple(whole, whole, whole), max_weight_g: whole, tare_g: whole }),
        { maxLength: 3 },
      ),
      weight: some({ tolerance_g: whole, tolerance_pct: whole, required: odd }),
      carriers: fc.dictionary(
        fc.constantFrom('house', 'post', '__proto__', 'constructor'),
        some({ name: word, transit_days: whole }),
      ),
      rules: fc.array(
        some({
          when: some({ min_weight_g: whole, carrier: fc.array(word, { maxLength: 2 }) }),
          carrier: word,
          transit_days: whole,
        }),
        { maxLength: 2 },
      ),
      retention: some({ personal_days: whole, sent_spans_days: whole }),
      telemetry: some({
        endpoint: fc.constantFrom('http://127.0.0.1:1', 'x:', 'javascript:1'),
        headers: fc.dictionary(fc.string(), fc.string()),
        operator: fc.constantFrom('id', 'none', 'me'),
      }),
      short_policy: fc.constantFrom('ship', 'hold', 'maybe'),
      nonsense: odd,
    }),
  },
);
const text = fc.oneof(
  { weight: 5, arbitrary: settings.map((each) => JSON.stringify(each)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const environment = fc.dictionary(
  fc.constantFrom(
    'PICKSPAN_WEIGHT_TOLERANCE_G',
    'PICKSPAN_STATION_ROLES',
    'PICKSPAN_CARRIERS_HOUSE_TRANSIT_DAYS',
    'PICKSPAN_BOXES',
    'PICKSPAN_RULES',
    'PICKSPAN_NUMBERS_SSCC',
    'PICKSPAN_STATION',
    'PICKSPAN_',
    'PICKSPAN_CARRIERS___PROTO___NAME',
    'OTEL_RESOURCE_ATTRIBUTES',
    'OTEL_SERVICE_NAME',
  ),
  fc.oneof(
    fc.string(),
    odd.map((each) => JSON.stringify(each)),
    fc.constantFrom('pick', 'pick,pack,ship', '1e300', '-5', 'a=%ff,b=\u00E9'),
  ),
  { maxKeys: 2 },
);

/** Numbers that are whole and mean nothing: a delivery in a million years, an empty box heavier than the world. */
const TOO_MUCH: [string, Record<string, string>][] = [
  { boxes: [{ code: 'S1', tare_g: 1e300 }] },
  { boxes: [{ code: 'S1', max_weight_g: 1e20, tare_g: 2 ** 53 }] },
  { carriers: { house: { transit_days: 1e15 } } },
  { rules: [{ carrier: 'house', transit_days: 1e15 }] },
  { weight: { tolerance_g: 1e300 } },
].map((file) => [JSON.stringify(file), {}]);

/** Opens the station and works one order. @returns what was wrong with the settings, or undefined where nothing was. */
async function work(folder: string, variables: NodeJS.ProcessEnv): Promise<string | undefined> {
  let station;
  try {
    station = openStation({
      folder,
      environment: variables,
      version: '0.0.0-test',
      paper: { renderHost: undrawnPaper },
    });
  } catch (error) {
    if (error instanceof FolderProblem) return error.message;
    throw error;
  }
  try {
    station.intake(
      JSON.stringify(event('order.created', orderData('ORD-1'), { traceparent: context(1).traceparent })),
      'urn:test',
    );
    const scan = (code: string): void => expect(CODES).toContain(station.station.handle({ scan: code }).code);
    ['PS:OP:w1', 'PS:PICK', ...PICK_SCANS, 'ORD-1', MUG_GTIN, 'PS:NEXT', 'PS:BOX:S1', ...PACK_SCANS, 'PS:DONE'].forEach(
      scan,
    );
    for (const { tracking_number: number } of station.db
      .prepare<[], { tracking_number: string | null }>('SELECT * FROM parcels')
      .all()) {
      scan('PS:SHIP');
      scan(number ?? 'none');
    }
    ['PS:HANDOVER', 'PS:HANDOVER:house', 'PS:HANDOVER:post'].forEach(scan);
    await station.printing.settled();
    await resolveEndpoint(station.settings.telemetry, variables);
    return undefined;
  } finally {
    station.close();
  }
}

test(
  `whatever the settings say, the station works by them or says what is wrong (${seedName})`,
  async () => {
    let [worked, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(text, environment, async (file, variables) => {
        const folder = mkdtempSync(join(tmpdir(), 'pickspan-settings-'));
        try {
          writeFileSync(join(folder, 'station.json'), file);
          const problem = await work(folder, variables);
          if (problem === undefined) worked += 1;
          else refused += 1;
          expect(problem ?? 'The settings are wrong').toMatch(/station\.json|The settings are wrong/);
          // With its settings mended a station that would not open is as it was: a new one.
          rmSync(join(folder, 'station.json'));
          expect(problem === undefined ? undefined : await work(folder, {})).toBeUndefined();
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      { seed, numRuns: runs(300), examples: TOO_MUCH, endOnFailure: true },
    );
    expect(worked).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  },
  HANG_LIMIT_MS,
);
