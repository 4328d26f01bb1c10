import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODES } from '../../src/shared/answers.ts';
import { complaints } from '../support/conservation/oracle.ts';
import { RandomShop } from '../support/conservation/random-shop.ts';
import { WitnessedBench } from '../support/conservation/witnessed-bench.ts';
import { randomOf } from '../support/random.ts';
import { nextStep } from '../support/station/next-step.ts';
import { randomActions, randomOrders, type Action } from '../support/station/random-work.ts';
import { HANG_LIMIT_MS, seed, seedName } from '../support/station/seed.ts';
import { tableContents } from '../support/station/tables.ts';

const INPUTS_PER_RUN = 100;
const INPUTS = process.env['PICKSPAN_SOAK'] === '1' ? 100_000 : 1000;

/** Whatever a scanner, a keyboard or a broken cable may send. */
const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.stringMatching(/^PS:[A-Z]{2,8}(:[ -~]{0,12})?$/),
  // GS is what a scanner sends for FNC1.
  fc
    .stringMatching(/^\](C1|d2|Q3|e0|E0|C0)(01|00|10|21|30|37|17|8008)[\dG]{0,24}[A-Z\d]{0,8}$/)
    .map((text) => text.replaceAll('G', '\u001D')),
  fc.stringMatching(/^\d{8,20}$/),
  fc.stringMatching(/^https:\/\/id\.example\/01\/\d{14}(\/(10|21)\/[\w%-]{1,8})?$/),
  fc.constantFrom(
    'PS:',
    'PS:QTY:-1',
    'PS:QTY:1e3',
    "' OR 1=1 --",
    '<script>',
    '^XA',
    '../../etc',
    '${HOME}',
    '\u0000',
    '\u2028',
  ),
);

/** Text in place of an event, or an event that something happened to on its way. */
const mishap = fc.oneof(
  fc.record({ kind: fc.constant('garbage' as const), text: fc.oneof(fc.json(), fc.string({ unit: 'binary' })) }),
  fc.record({ kind: fc.constant('bent' as const), at: fc.nat({ max: 2000 }), by: fc.oneof(noise, fc.json()) }),
  fc.constant({ kind: 'event' as const }),
  fc.constant({ kind: 'event' as const }),
);

const input = fc.oneof(
  { weight: 5, arbitrary: randomActions.map(([first]): Action => first ?? { kind: 'repeat' }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'next' as const, bulk: false }) },
  { weight: 3, arbitrary: noise.map((text) => ({ kind: 'scan' as const, text, id: true })) },
  { weight: 3, arbitrary: mishap },
);
type FuzzedInput = typeof input extends fc.Arbitrary<infer T> ? T : never;

/** What a refusal may leave behind: its row, and the span that says that an event was consumed and refused. */
const REFUSED_SCAN = ['audit', 'inputs', 'session.show_last_done'];
const REFUSED_EVENT = ['refused_inputs', 'journal', 'journal_links', 'otel_resources', 'otel_scopes'];

/** Takes one thing, and holds the station against what it was before where it says that it took nothing. */
function takeOne(station: WitnessedBench, shop: RandomShop, given: FuzzedInput): void {
  const { bench } = station;
  const tables = (): unknown => tableContents(bench.db, [...REFUSED_SCAN, ...REFUSED_EVENT]);
  const before = given.kind === 'restart' ? bench.view : tables();
  const changed = change(station, shop, given);
  const after = given.kind === 'restart' ? bench.view : tables();
  expect(changed ? before : after).toEqual(before);
}

/** @returns whether the station says that it took anything. */
function change(station: WitnessedBench, shop: RandomShop, given: FuzzedInput): boolean {
  switch (given.kind) {
    case 'event':
    case 'bent':
    case 'garbage': {
      const results = station.takeText(given.kind === 'garbage' ? given.text : bend(shop, given));
      for (const { result } of results) expect(result).toMatch(/^(accepted|held|duplicate|refused)$/);
      return results.some(({ result }) => result === 'accepted' || result === 'held');
    }
    case 'restart':
      station.bench.subscribers.analytics.step();
      station.bench.reopen();
      return false;
    case 'next':
    case 'own-tote':
    case 'parcel':
    case 'repeat':
    case 'scan': {
      const answer = station.scan(scanOf(station, given));
      expect(CODES).toContain(answer.code);
      return answer.ok;
    }
  }
}

function bend(shop: RandomShop, given: Extract<FuzzedInput, { kind: 'event' | 'bent' }>): string {
  const text = JSON.stringify(shop.next());
  if (given.kind === 'event') return text;
  const at = given.at % text.length;
  return text.slice(0, at) + given.by + text.slice(at + 1);
}

function scanOf({ bench }: WitnessedBench, action: Exclude<Action, { kind: 'restart' }>): string {
  switch (action.kind) {
    case 'next':
      return nextStep(bench.view, () => `N${String(bench.value('SELECT count(*) FROM audit'))}`, action.bulk);
    case 'scan':
      return action.text;
    case 'parcel':
      return String(
        bench.value(`SELECT ${action.sscc ? 'sscc' : 'tracking_number'} FROM parcels LIMIT 1 OFFSET ?`, action.index),
      );
    case 'own-tote':
      return `PS:TOTE:T-${action.number}`;
    case 'repeat':
      return 'PS:DONE';
  }
}

test(
  `${INPUTS} scans and events of every kind: an answer for each, no partial effect, and the oracle is content (${seedName})`,
  async () => {
    const run = fc.record({
      policy: fc.constantFrom('ship', 'hold'),
      orders: randomOrders,
      inputs: fc.array(input, { minLength: INPUTS_PER_RUN, maxLength: INPUTS_PER_RUN }),
      choices: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ policy, orders, inputs, choices }) => {
        const station = new WitnessedBench({ short_policy: policy });
        try {
          const shop = new RandomShop(randomOf(choices), orders);
          station.scan('PS:OP:w1');
          for (const given of inputs) {
            takeOne(station, shop, given);
            await station.print();
          }
          // A bent event is refused under the id of the event that it was: only what was taken can be held against it.
          const witness = station.witness();
          const told = witness.told?.filter(({ result }) => result !== 'refused') ?? [];
          expect(complaints({ ...witness, told })).toEqual({});
        } finally {
          station.bench.remove();
        }
      }),
      { seed, numRuns: INPUTS / INPUTS_PER_RUN, endOnFailure: true },
    );
  },
  HANG_LIMIT_MS,
);
