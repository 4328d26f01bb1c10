import type { SheetFacts } from '../../../src/shared/sheet-codes.ts';
import type { SampleCode, Snapshot } from '../../../src/shared/contract.ts';
import type { DayFigures, Figures } from '../../../src/shared/figures.ts';
import type { Facts, PrinterFacts } from '../../../src/shared/facts.ts';
import type { JourneyScreen, JourneyStageEntry } from '../../../src/shared/journey.ts';
import type { FoundOrder, RefusedInput } from '../../../src/shared/lookups.ts';
import type { PaperEntry, Papers } from '../../../src/shared/papers.ts';
import type { People } from '../../../src/shared/people.ts';
import { HOSTILE, NOW, viewOf, type FixtureName } from './fixtures.ts';
import type { SettingsRight } from '../../../src/shared/set-up.ts';
import { BARRED, NOBODY } from './people-fixtures.ts';

/* What a station would tell the pages beside the work; and which page, in which state of it, is worth a picture. */

const HOUR = 3_600_000;
const END = Date.parse(NOW);
/** So many hours before now. */
const ago = (hours: number): string => new Date(END - hours * HOUR).toISOString();
const id = (of: string, length: number): string => of.repeat(length).slice(0, length);

function stage(
  stage: string,
  from: number,
  to: number | null,
  more: Partial<JourneyStageEntry> & { readonly before: number },
): JourneyStageEntry {
  const { before, ...rest } = more;
  return {
    stage,
    name: `warehouse.${stage}`,
    trace_id: id(`${stage.length}a3f1c2d4`, 32),
    span_id: id(stage, 16),
    start: ago(from),
    end: to === null ? null : ago(to),
    wait_s: Math.round((before - from) * 3600),
    operator_id: 'Maria K.',
    station_id: 'bench-4',
    links: [],
    ...rest,
  };
}

const link = (of: string) => ({ trace_id: 't', span_id: id(of, 16), stage: of });

function inputs(
  stage: string,
  from: number,
  to: number,
  count: number,
  done: readonly string[],
): JourneyScreen['inputs'] {
  return Array.from({ length: count }, (_, at) => {
    const isWrong = at % 7 === 4;
    return {
      at: ago(from - ((from - to) * at) / Math.max(1, count - 1)),
      stage,
      ok: !isWrong,
      code: isWrong ? `${stage}.item.wrong` : (done[at] ?? `${stage}.item.ok`),
    };
  });
}

const journey: JourneyScreen = {
  order_id: 'ORD-1042',
  state: 'dispatched',
  ship_by: '2026-11-21T16:00:00.000Z',
  checkout: { trace_id: id('0af76519', 32), span_id: id('checkout', 16), time: ago(52), time_source: 'placed_at' },
  stages: [
    stage('pick', 25.3, 24.3, { before: 52, links: [link('checkout')] }),
    stage('pack', 8.5, 7.6, {
      before: 24.3,
      operator_id: 'Tomasz W.',
      station_id: 'bench-7',
      links: [link('checkout'), link('pick')],
    }),
    stage('ship', 5.5, 0.8, {
      before: 7.6,
      operator_id: 'Ana R.',
      station_id: 'dock-1',
      links: [link('checkout'), link('pick'), link('pack')],
    }),
  ],
  total_s: 51.2 * 3600,
  inputs: [
    ...inputs('pick', 25.3, 24.3, 22, ['pick.opened', 'pick.line.done', 'pick.line.short', 'pick.line.done']),
    ...inputs('pack', 8.5, 7.6, 11, ['pack.opened']),
    ...inputs('ship', 5.5, 0.8, 4, ['ship.opened']),
  ],
  parcels: [
    {
      number: 1,
      sscc: '395210000001234564',
      carrier: 'house',
      tracking_number: 'PS00000000123456',
      box: 'M',
      weight_g: 2800,
    },
    {
      number: 2,
      sscc: '395210000001234571',
      carrier: 'house',
      tracking_number: 'PS00000000123463',
      box: 'S',
      weight_g: 620,
    },
  ],
};

const open: JourneyScreen = {
  ...journey,
  order_id: 'ORD-1050',
  state: 'picking',
  stages: [stage('pick', 0.6, null, { before: 3, links: [link('checkout')] })],
  checkout: { ...journey.checkout, time: ago(3) },
  total_s: 3 * 3600,
  inputs: inputs('pick', 0.6, 0.1, 9, ['pick.opened', 'pick.line.done']),
  parcels: [],
};

const NINE = ['pick', 'pack', 'ship', 'pick', 'pack', 'quality', 'pack', 'ship', 'ship'];
const nine: JourneyScreen = {
  ...journey,
  order_id: HOSTILE,
  state: 'packed',
  ship_by: ago(8000),
  checkout: { ...journey.checkout, trace_id: null, time: ago(8760), time_source: 'arrival' },
  stages: NINE.map((of, at) =>
    stage(of, 6 - at / 60, 6 - at / 60 - 1 / 3600, {
      before: at === 0 ? 8760 : 6 - (at - 1) / 60 - 1 / 3600,
      trace_id: null,
      operator_id: at === 2 ? HOSTILE : 'Bartłomiej Brzęczyszczykiewicz',
    }),
  ),
  total_s: 8760 * 3600,
  inputs: [],
};

const STATES = ['ready', 'held', 'picking', 'dispatched', 'short', 'packed'];
const orders: readonly FoundOrder[] = Array.from({ length: 50 }, (_, at) => {
  const state = STATES[at % STATES.length] ?? 'ready';
  return {
    row: 2000 - at,
    order_id: at === 7 ? HOSTILE : `ORD-${1050 - at}`,
    state,
    priority: at === 2 ? 5 : 0,
    ship_by: at % 5 === 4 ? null : ago(at - 9),
    lines: 1 + (at % 9),
    units: 1 + at * 3,
    taken_at: ago(30 + at),
    waits_for: state === 'held' ? ['inventory', 'payment'].slice(at % 2) : [],
    linked: at % 4 !== 3,
  };
});

const REASONS = ['invalid', 'not_json', 'unknown_type', 'stale_revision', 'too_late', 'something_new'];
const refused: readonly RefusedInput[] = Array.from({ length: 12 }, (_, at) => ({
  row: 12 - at,
  at: ago(at * 1.7),
  order_id: at % 3 === 1 ? null : at === 3 ? HOSTILE : `ORD-${2000 + at}`,
  event_id: at % 3 === 1 ? null : `sample-${at}`,
  type: at % 3 === 1 ? null : 'pickspan.order.created',
  reason: REASONS[at % REASONS.length] ?? 'invalid',
  path: at % 3 === 1 ? null : `$.data.items[${at}].quantity`,
}));

const figuresOf = (share: number): Figures => {
  const some = (most: number): number => Math.round(most * share);
  return {
    came_in: some(41),
    pick: { orders: some(36), lines: some(118), units: some(1240) },
    pack: { orders: some(35), lines: some(112), units: some(1180) },
    ship: { orders: some(33), lines: some(109), units: some(1102) },
    scans: some(2480),
    wrong: some(29),
    typed: some(14),
  };
};
const sheet: SheetFacts = {
  roles: ['pick', 'pack', 'ship'],
  boxes: [
    { code: 'S', name: 'Small box' },
    { code: 'LONG-2', name: 'Langgutkarton 1200 mm, verstärkt' },
  ],
  carriers: [
    { code: 'house', name: 'House carrier' },
    { code: 'post', name: 'Post' },
  ],
  printers: ['Labels at dock 1, left of the door', 'folder'],
  walk_up_to: 12,
};

const figures: DayFigures = {
  day: NOW.slice(0, 10),
  total: figuresOf(1),
  hours: [0.02, 0.21, 0.3, 0, 0.27, 0.2].map((share, at) => ({ hour: ago(6 - at), ...figuresOf(share) })),
  workers: [
    { worker: 'Maria K.', ...figuresOf(0.62) },
    { worker: HOSTILE, ...figuresOf(0.38) },
    { worker: null, ...figuresOf(0.001) },
  ],
};

const code = (label: string, text: string, kind: SampleCode['kind']): SampleCode => ({ label, code: text, kind });
export const SAMPLES: readonly SampleCode[] = [
  code('w1', 'PS:OP:w1', 'badge'),
  code('PS:PICK', 'PS:PICK', 'command'),
  code('A-01-03', 'A-01-03', 'bin'),
  code('Mug, blue, 330 ml', '04012345123456', 'item'),
  code('Mug, blue, 330 ml', '04012345123456', 'item'),
  code('B-02-01', 'B-02-01', 'bin'),
  code('Tea, mint, 50 bags', '04012345123524', 'item'),
  code('PS:LOT:L42', 'PS:LOT:L42', 'command'),
  code('PS:PACK', 'PS:PACK', 'command'),
  code('S', 'PS:BOX:S', 'command'),
  code('Mug, blue, 330 ml', '04012345123456', 'item'),
  code('PS:DONE', 'PS:DONE', 'command'),
  code('PS:SHIP', 'PS:SHIP', 'command'),
  code('PS:HANDOVER', 'PS:HANDOVER', 'command'),
];

const JOURNEYS: Readonly<Record<string, JourneyScreen>> = { 'ORD-1042': journey, 'ORD-1050': open, [HOSTILE]: nine };

const paper = (id: number, document: string, more: Partial<PaperEntry> = {}): PaperEntry => ({
  id,
  document,
  order_id: 'ORD-1042',
  parcel: 1,
  copy: 1,
  state: 'confirmed',
  printer: 'Printer 2',
  at: ago(id / 10),
  newest: true,
  ...more,
});

export const lookUp = {
  papers: (order: string | null): Papers =>
    order === 'ORD-1049'
      ? { shown: null, papers: [] }
      : {
          shown: 3,
          papers: [
            paper(3, 'label', { copy: 2, state: 'unknown' }),
            paper(4, 'slip', { printer: 'Slips' }),
            paper(5, 'label', { newest: false }),
            paper(6, 'tote_label', { parcel: null }),
          ],
        },
  waiting: (printer: string): Papers => ({
    shown: 7,
    papers: [
      paper(7, 'label', { state: 'queued', printer }),
      paper(8, 'label', { state: 'queued', printer, order_id: HOSTILE, parcel: 12, copy: 2 }),
      paper(9, 'test_page', { state: 'queued', printer, order_id: null, parcel: null }),
    ],
  }),
  journey: (order: string): JourneyScreen | null => JOURNEYS[order] ?? null,
  orders: (text: string) => ({
    found: orders.filter(({ order_id: order }) => order.toLowerCase().startsWith(text.toLowerCase())),
    more: text === '',
  }),
  figures: () => figures,
  sheet: () => sheet,
  refused: () => ({ found: refused, more: false }),
};

const printer = (name: string, problem: PrinterFacts['problem'], waiting: number): PrinterFacts => ({
  name,
  kind: 'zpl',
  state: problem === null ? 'ready' : 'problem',
  problem,
  since: null,
  waiting,
});

const busy = (facts: Facts): Facts => ({
  ...facts,
  station: { ...facts.station, test: true },
  sync: {
    ...facts.sync,
    state: 'parked',
    spans_parked: 12,
    spans_refused: 3,
    spans_late: 1204,
    because: '413 Payload Too Large',
    spans_waiting: 18_234,
    spans_given_up: 4012,
    events_waiting: 310,
    oldest_event: '2026-11-20T21:40:00.000Z',
    told: [
      { name: 'erp', state: 'open', waiting: 0, because: null },
      { name: 'send_order_confirmation', state: 'waiting', waiting: 4, because: 'connect ECONNREFUSED 10.0.0.7:443' },
      { name: 'send_shipment_notification', state: 'paused', waiting: 306, because: `401: ${HOSTILE}` },
    ],
  },
  print: {
    waiting: 2,
    unknown: 1,
    undrawn: [{ document: 'slip', order_id: 'ORD-1031', parcel: 2 }],
    printers: [printer('Printer 2', 'away', 2), printer('Labels at dock 1, left of the door', 'paper_out', 0)],
  },
  carriers: [
    {
      carrier: 'post',
      name: 'Post',
      waiting: 3,
      because: 'Karrio answered 503',
      refused: [
        { order_id: 'ORD-1017', parcel: 1, because: 'Karrio answered 400: recipient.postal_code is not valid' },
      ],
    },
  ],
  database: { ok: false, bytes: 1_234_567_890, schema: 7 },
  numbers: { sscc: 12_000, 'tracking:house': 0, 'tracking:post': 300 },
  numbers_low: ['sscc', 'tracking:house'],
  orders: { held: 3, ready: 18, picking: 2, packed: 5, dispatched: 998_233, short: 1 },
});

const calm = (facts: Facts): Facts => ({
  ...facts,
  print: { ...facts.print, printers: [printer('Printer 2', null, 0), printer('Slips', null, 0)] },
  numbers: { sscc: 99_812, 'tracking:house': 98_120 },
  orders: { held: 3, ready: 18, picking: 2, dispatched: 211 },
});

interface PageFixture {
  readonly of?: (snapshot: Snapshot) => Snapshot;
  /** The keys that lead there, and what is pressed then. */
  readonly keys: readonly string[];
  readonly press?: string;
  /** The screen it is opened from. */
  readonly view?: FixtureName;
  /** Who may work there, where it is not the usual people. */
  readonly people?: People;
  /** What whoever is there may do with the settings, where it is not everything. */
  readonly right?: SettingsRight;
}

const row = (at: number) => ({ keys: ['F12', 'F2'], press: `.orders-list li:nth-child(${at}) .found` });

const PAGE_FIXTURES = {
  journey: row(9),
  'journey-open': row(1),
  'journey-nine': row(8),
  'journey-unknown': row(2),
  paper: { keys: ['Insert'], view: 'ship-label' },
  'paper-waiting': {
    keys: ['F12', 'F3'],
    of: (snapshot) => ({ ...snapshot, facts: busy(snapshot.facts) }),
    press: '.printer:first-child .printer-buttons .button:first-child',
  },
  orders: { keys: ['F12', 'F2'] },
  refused: { keys: ['F12', 'F2'], press: '.orders-tabs .button:last-child' },
  status: { keys: ['F12', 'F3'], of: (snapshot) => ({ ...snapshot, facts: calm(snapshot.facts) }) },
  'status-bad': {
    keys: ['F12', 'F3'],
    of: (snapshot) => ({ ...snapshot, facts: busy(snapshot.facts) }),
    press: '.sync-now .button',
  },
  figures: { keys: ['F12', 'F9'] },
  settings: { keys: ['F12', 'F4'] },
  'set-up': { keys: ['F12', 'F4'], press: '.settings-scanner .button' },
  'first-run': {
    keys: [],
    of: (snapshot) => ({
      ...snapshot,
      first_run: true,
      view: viewOf({ name: 'signin', language: snapshot.facts.language }),
    }),
  },
  'station-set-up': { keys: ['F12', 'F4'], press: '.settings-station .button' },
  'station-set-up-lead': { keys: ['F12', 'F4'], press: '.settings-station .button', right: 'with_reason' },
  'station-set-up-barred': { keys: ['F12', 'F4'], press: '.settings-station .button', right: 'none' },
  sheets: { keys: ['F12', 'F6'] },
  // With all the buttons that the bar may have.
  people: { keys: ['F12', 'F10'], of: (snapshot) => ({ ...snapshot, demo: true }) },
  'people-first': { keys: ['F12', 'F10'], people: NOBODY },
  'people-barred': { keys: ['F12', 'F10'], people: BARRED },
  'people-badge': { keys: ['F12', 'F10'], press: '.people-aside [data-loud]' },
  person: { keys: ['F12', 'F10'], press: '.people-list li:nth-child(3) .person' },
  samples: { keys: [], of: (snapshot) => ({ ...snapshot, demo: true }) },
} as const satisfies Readonly<Record<string, PageFixture>>;

export type PageName = keyof typeof PAGE_FIXTURES;
export const PAGE_NAMES = Object.keys(PAGE_FIXTURES) as PageName[];
export const pageFixture = (name: PageName): PageFixture => PAGE_FIXTURES[name];
