import type { Snapshot } from '../../../src/shared/contract.ts';
import type { LanguageCode } from '../../../src/shared/command-barcodes.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../../src/shared/preferences.ts';
import type { BatchView, LineProgress, LineView, ParcelView, View } from '../../../src/shared/views.ts';
import { slotName } from '../../../src/shared/slots.ts';
import { translate } from '../../../src/main/messages/translate.ts';
import type { MessageParameters } from '../../../src/main/messages/message.ts';

/* What a station would send, for every screen and for what is hard on a screen. */

type Say = (key: Parameters<typeof translate>[1], words?: MessageParameters) => string;
type Of<Kind extends View['kind']> = Extract<View, { kind: Kind }>;

/** So that a picture of today is a picture of tomorrow: the page's clock is set to this. */
export const NOW = '2026-11-21T13:20:00.000Z';

const LONG_NAME =
  'Sicherheitsschuh S3 ESD, wasserabweisend, mit durchtrittsicherer Zwischensohle, Weite 11, Größe 44, anthrazit/orange, Paar';
export const HOSTILE = '<img src=x onerror=alert(1)>\u202Eevil\u0000\u001B[31m ‮עברית "quoted" \'; DROP';

const base = { operator: 'Maria K.', progress: { done: 0, total: 0 } } as const;
const job = { ...base, order_id: 'ORD-1042', ship_by: '2026-11-21T16:00:00.000Z', priority: 0 } as const;

const mug: LineView = {
  line_id: '3',
  sku: 'MUG-BLUE',
  gtin: '04012345123456',
  name: 'Mug, blue, 330 ml',
  bin: 'A-01-03',
  quantity: 2,
  done: 0,
  image_url: null,
  zone: 'A',
  taken: null,
};

const BINS = ['A-01-01', 'A-01-02', 'A-01-03', 'A-02-11', 'B-01-07', 'B-04-02', 'C-00-09'];
const NAMES = [
  'Tea, Assam, 250 g',
  'Bowl, white, 14 cm',
  mug.name,
  'Linen napkin, sand, set of 4',
  'Candle, beeswax',
  'Vase, smoke glass',
  'Tea strainer',
];

const someLines = (count: number, at: number): LineProgress[] =>
  Array.from({ length: count }, (_, place) => ({
    line_id: String(place + 1),
    bin: BINS[place % BINS.length] ?? '',
    name: NAMES[place % NAMES.length] ?? '',
    quantity: 1 + ((place * 5) % 7),
    done: place < at ? (place === 1 ? 4 : 1 + ((place * 5) % 7)) : 0,
    state: place === 1 && at > 1 ? 'short' : place < at ? 'done' : 'open',
  }));

const parcel = (number: number, more: Partial<ParcelView> = {}): ParcelView => ({
  number,
  sscc: null,
  tracking_number: null,
  carrier: null,
  box: 'M',
  weight_g: null,
  state: 'open',
  ...more,
});

const closed = (number: number): ParcelView =>
  parcel(number, { state: 'closed', sscc: '395210000001234564', weight_g: 1340, carrier: 'house' });

function pick(say: Say, more: Partial<Of<'pick'>> = {}): Of<'pick'> {
  const line = more.line ?? mug;
  const isThere = more.bin_confirmed ?? false;
  return {
    ...job,
    kind: 'pick',
    expect: [isThere ? 'item' : 'bin'],
    say: say(isThere ? 'say.pick.item' : 'say.pick.bin', {
      bin: line.bin,
      item: line.name,
      done: line.done,
      quantity: line.quantity,
    }),
    progress: { done: 7, total: 24 },
    line,
    bin_confirmed: isThere,
    tote: 'T-114',
    batch: null,
    place: { line: 3, of: 7 },
    lines: someLines(7, 2).map((each) =>
      each.line_id === line.line_id ? { ...each, bin: line.bin, name: line.name, quantity: line.quantity } : each,
    ),
    ...more,
  };
}

/** A cart of so many slots, those before `at` done. */
const cart = (size: number, at: number, more: Partial<BatchView> = {}): BatchView => ({
  id: 'walk-4bf92f3577b34da6',
  size,
  slots: Array.from({ length: size }, (_, place) => {
    const total = 2 + ((place * 5) % 9);
    const done = place + 1 < at ? total : place % 3;
    const state = place === 1 && at > 2 ? 'closed' : place + 1 < at ? 'done' : 'open';
    return { slot: place + 1, order_id: `ORD-${1040 + place}`, tote: `T-${110 + place}`, state, done, total };
  }),
  slot: at,
  here: [
    { slot: at, left: 2 },
    { slot: at + 1, left: 1 },
    { slot: at + 3, left: 4 },
  ],
  ...more,
});

function walk(say: Say, batch: BatchView, more: Partial<Of<'pick'>> = {}): Of<'pick'> {
  const { slot } = batch;
  const tote = batch.slots.find((each) => each.slot === slot)?.tote ?? null;
  const isThere = more.bin_confirmed ?? false;
  const words = { item: mug.name, bin: mug.bin, slot: slotName(slot), tote: tote ?? '', done: 0, quantity: 2 };
  return pick(say, { batch, tote, say: say(isThere ? 'say.walk.item' : 'say.pick.bin', words), ...more });
}

function pack(say: Say, more: Partial<Of<'pack'>> = {}): Of<'pack'> {
  return {
    ...job,
    kind: 'pack',
    suggested: [{ code: 'M', name: 'Medium box', count: 1, inner_mm: [350, 250, 200] }],
    expect: ['item', 'box'],
    say: say('say.pack.item', { box: 'M', done: 3, total: 7 }),
    progress: { done: 3, total: 7 },
    line: mug,
    box: 'M',
    box_name: 'M',
    box_chosen: false,
    boxes: [
      { code: 'S', name: 'S' },
      { code: 'M', name: 'M' },
      { code: 'L', name: 'L' },
      { code: 'BOX-LONG', name: 'Long box, 1200 mm' },
    ],
    filling: { number: 1, units: 3, expected_weight_g: 1340, weight_g: null },
    parcels: [parcel(1)],
    lines: someLines(5, 2),
    closed: false,
    ...more,
  };
}

const tracked = { tracking_number: 'PS00000000123456', sscc: '395210000001234564', carrier: 'house', weight_g: 1340 };

function ship(say: Say, state: 'closed' | 'proven'): Of<'ship'> {
  const isProven = state === 'proven';
  return {
    ...job,
    kind: 'ship',
    expect: [isProven ? 'command' : 'label'],
    say: say(isProven ? 'say.ship.handover' : 'say.ship.label', { number: 1, carrier: 'house' }),
    progress: { done: 0, total: 2 },
    line: null,
    box: 'M',
    box_name: 'M',
    box_chosen: true,
    filling: null,
    parcel: 1,
    carrier: { code: 'house', name: 'House carrier' },
    parcels: [parcel(1, { ...tracked, state }), { ...closed(2), box: 'S', weight_g: 620 }],
  };
}

function home(say: Say, more: Partial<Of<'home'>> = {}): Of<'home'> {
  const next = (order_id: string, ship_by: string | null) => ({ order_id, ship_by, priority: 0 });
  return {
    ...base,
    kind: 'home',
    expect: ['command', 'order'],
    say: say('say.home'),
    waiting: { pick: 18, pack: 3, ship: 0, held: 2 },
    late: 1,
    next: { pick: next('ORD-1042', '2026-11-21T11:00:00.000Z'), pack: next('ORD-1037', job.ship_by), ship: null },
    put_back: [{ order_id: 'ORD-1012', units: 3 }],
    for_lead: [{ order_id: 'ORD-1008', question: 'conflict' }],
    put_down: [{ order_id: 'ORD-1031', stage: 'pick', operator: 'Tomasz W.' }],
    walks: [
      { batch_id: 'CART-7', orders: 6, ready: 6, late: 2, ship_by: '2026-11-21T11:00:00.000Z' },
      { batch_id: 'WAVE-2026-11-21-B', orders: 12, ready: 9, late: 0, ship_by: null },
    ],
    walk_up_to: 12,
    piles: [{ carrier: 'house', name: 'House carrier', parcels: 6 }],
    ...more,
  };
}

function question(say: Say, of: 'weight' | 'short'): Extract<View, { question: 'weight' | 'short' }> {
  return {
    ...job,
    kind: 'question',
    question: of,
    expect: [of === 'weight' ? 'reason' : 'command'],
    say: of === 'weight' ? say('say.pack.reason') : say('say.short', { items: '2 x Mug, blue, 330 ml' }),
    progress: { done: 7, total: 7 },
    line: null,
    box: 'M',
    box_name: 'M',
    box_chosen: true,
    filling: of === 'weight' ? { number: 2, units: 4, expected_weight_g: 1340, weight_g: 1620 } : null,
    parcels: of === 'weight' ? [closed(1), parcel(2, { weight_g: 1620 })] : [],
  };
}

/** Another station has the order too, or has not said what became of it there. */
const aboutOther = (say: Say, of: 'conflict' | 'unanswered'): View => ({
  ...question(say, 'short'),
  question: of,
  other_station: 'bench-11',
  expect: of === 'conflict' ? ['command', 'reason'] : ['command'],
  say: say(`say.${of}`, { order: job.order_id, station: 'bench-11' }),
});

/** Did the label come out? */
function label(say: Say, saidNo: boolean): View {
  return {
    ...base,
    kind: 'question',
    question: 'label',
    in_job: false,
    expect: saidNo ? ['reason', 'command'] : ['label'],
    say: say(saidNo ? 'say.paper.again' : 'say.paper.label', { order: job.order_id, number: 1, printer: 'Printer 2' }),
    progress: { done: 0, total: 1 },
    paper: {
      document: 'label',
      order_id: job.order_id,
      parcel: 1,
      copy: 1,
      printer: 'Printer 2',
      tracking_number: tracked.tracking_number,
      sscc: tracked.sscc,
      said_no: saidNo,
    },
  };
}

const lead = (say: Say, more: Partial<Extract<View, { question: 'lead' }>>): View => ({
  ...base,
  kind: 'question',
  question: 'lead',
  order_id: job.order_id,
  matter: 'short',
  asked: null,
  expect: ['badge'],
  say: say('say.lead.reprint'),
  progress: { done: 0, total: 1 },
  ...more,
});

const FIXTURES = {
  signin: (say: Say): View => ({
    ...base,
    operator: null,
    kind: 'signin',
    asked: null,
    expect: ['badge'],
    say: say('say.signin'),
  }),
  'signin-pin': (say: Say): View => ({
    ...base,
    operator: null,
    kind: 'signin',
    asked: 'Bartłomiej Brzęczyszczykiewicz',
    expect: ['pin'],
    say: say('say.pin', { operator: 'Bartłomiej Brzęczyszczykiewicz' }),
  }),
  home: (say: Say): View => home(say),
  'home-empty': (say: Say): View =>
    home(say, {
      say: say('say.home.empty'),
      waiting: { pick: 0, pack: 0, ship: 0, held: 0 },
      late: 0,
      next: { pick: null, pack: null, ship: null },
      put_back: [],
      for_lead: [],
      put_down: [],
      walks: [],
      piles: [],
    }),
  'home-many': (say: Say): View =>
    home(say, {
      waiting: { pick: 1000, pack: 347, ship: 52, held: 1000 },
      late: 212,
      next: {
        pick: { order_id: HOSTILE, ship_by: '2026-11-20T11:00:00.000Z', priority: 5 },
        pack: { order_id: 'GROSSKUNDE-2026-11-00004711-B', ship_by: job.ship_by, priority: 0 },
        ship: { order_id: 'ORD-0999', ship_by: null, priority: 0 },
      },
      walks: Array.from({ length: 20 }, (_, at) => ({
        batch_id: at === 0 ? HOSTILE : `WAVE-${at}`,
        orders: 24,
        ready: 24 - at,
        late: at % 3,
        ship_by: null,
      })),
      put_down: Array.from({ length: 20 }, (_, at) => ({
        order_id: `ORD-${900 + at}`,
        stage: 'pack',
        operator: 'Bartłomiej Brzęczyszczykiewicz',
      })),
    }),
  'pick-bin': (say: Say): View => pick(say),
  'pick-item': (say: Say): View => pick(say, { bin_confirmed: true, line: { ...mug, quantity: 6, done: 2 } }),
  'pick-long': (say: Say): View =>
    pick(say, {
      bin_confirmed: true,
      priority: 3,
      ship_by: '2026-11-20T16:00:00.000Z',
      order_id: 'GROSSKUNDE-2026-11-00004711-B',
      line: {
        ...mug,
        name: LONG_NAME,
        bin: 'HALLE3-ROT-0042-07-B',
        quantity: 1200,
        done: 138,
        sku: 'SSS-ESD-11-44-ANTH-OR',
      },
    }),
  'pick-60': (say: Say): View =>
    pick(say, {
      line: { ...mug, line_id: '38', bin: BINS[37 % 7] ?? '', name: NAMES[37 % 7] ?? '' },
      place: { line: 38, of: 412 },
      lines: someLines(60, 37),
      progress: { done: 1204, total: 13_390 },
    }),
  'pick-one': (say: Say): View =>
    pick(say, {
      tote: null,
      line: { ...mug, line_id: '1', zone: null, sku: null, quantity: 1 },
      lines: someLines(1, 0),
      place: { line: 1, of: 1 },
      progress: { done: 0, total: 1 },
      ship_by: null,
    }),
  'pick-none': (say: Say): View => ({ ...pick(say, { lines: [], expect: ['command'] }), line: null }),
  'pick-lot': (say: Say): View =>
    pick(say, {
      bin_confirmed: true,
      expect: ['expiry'],
      say: say('say.pick.expiry', { item: mug.name }),
      line: { ...mug, taken: { lot: 'L-2026-4471', serial: null, expiry: '2027-03-31' } },
    }),
  'pick-hostile': (say: Say): View =>
    pick(say, {
      order_id: HOSTILE,
      line: { ...mug, name: HOSTILE.repeat(2), bin: 'A-<b>01</b>\u202E3', sku: HOSTILE, zone: HOSTILE },
    }),
  'walk-bin': (say: Say): View => walk(say, cart(6, 1)),
  'walk-item': (say: Say): View => walk(say, cart(12, 5), { bin_confirmed: true }),
  'walk-tote': (say: Say): View =>
    walk(say, cart(12, 5), {
      bin_confirmed: true,
      expect: ['tote'],
      say: say('say.walk.tote', { slot: 'E', tote: 'T-114' }),
    }),
  'walk-24': (say: Say): View =>
    walk(say, cart(24, 20), {
      bin_confirmed: true,
      line: { ...mug, name: LONG_NAME, bin: 'HALLE3-ROT-0042-07-B', quantity: 1200, done: 138 },
    }),
  'walk-hostile': (say: Say): View =>
    walk(
      say,
      cart(2, 1, {
        slots: [
          { slot: 1, order_id: HOSTILE, tote: HOSTILE, state: 'open', done: 12_345, total: 1_000_000 },
          { slot: 2, order_id: 'ORD-2', tote: null, state: 'open', done: 0, total: 1 },
        ],
      }),
      { bin_confirmed: true, tote: HOSTILE },
    ),
  putback: (say: Say): View => {
    const { tote: _, batch: _batch, ...walk } = pick(say);
    return {
      ...walk,
      kind: 'putback',
      say: say('say.putback.bin', { item: mug.name, bin: mug.bin }),
      place: { line: 1, of: 2 },
      lines: someLines(2, 0).map((each) => ({ ...each, line_id: String(Number(each.line_id) + 2) })),
      progress: { done: 0, total: 3 },
    };
  },
  'pack-items': (say: Say): View => pack(say),
  'pack-several': (say: Say): View =>
    pack(say, {
      box_name: 'Large box',
      suggested: [
        { code: 'L', name: 'Large box', count: 2, inner_mm: [600, 400, 400] },
        { code: 'S', name: 'Small box', count: 1, inner_mm: [250, 175, 100] },
        { code: 'LONG', name: 'Long box', count: 1, inner_mm: [1200, 120, 120] },
      ],
    }),
  'pack-long': (say: Say): View =>
    pack(say, {
      line: { ...mug, name: LONG_NAME, quantity: 14 },
      box: 'BOX-LONG',
      box_name: 'Langgutkarton 1200 mm, verstärkt',
      box_chosen: true,
      lines: someLines(60, 20).map((line) => ({ ...line, name: LONG_NAME })),
      filling: { number: 12, units: 3, expected_weight_g: null, weight_g: null },
      progress: { done: 3, total: 12_345 },
    }),
  'pack-weight': (say: Say): View =>
    pack(say, {
      expect: ['weight'],
      say: say('say.pack.weight'),
      line: null,
      box_chosen: true,
      progress: { done: 7, total: 7 },
      lines: someLines(5, 5),
    }),
  'pack-done': (say: Say): View =>
    pack(say, {
      expect: ['command'],
      say: say('say.pack.done'),
      line: null,
      box_chosen: true,
      filling: { number: 1, units: 7, expected_weight_g: 1340, weight_g: 1352 },
      progress: { done: 7, total: 7 },
      lines: someLines(5, 5),
    }),
  packed: (say: Say): View =>
    pack(say, {
      expect: ['command', 'order'],
      say: say('say.pack.closed', { order: job.order_id }),
      line: null,
      filling: null,
      closed: true,
      progress: { done: 7, total: 7 },
      parcels: [parcel(1, { ...tracked, state: 'closed' }), { ...closed(2), box: 'S', weight_g: 620 }],
    }),
  'ship-label': (say: Say): View => ship(say, 'closed'),
  'ship-proven': (say: Say): View => ship(say, 'proven'),
  'question-weight': (say: Say): View => question(say, 'weight'),
  'question-label': (say: Say): View => label(say, false),
  'question-label-again': (say: Say): View => label(say, true),
  'question-short': (say: Say): View => question(say, 'short'),
  'question-conflict': (say: Say): View => aboutOther(say, 'conflict'),
  'question-unanswered': (say: Say): View => aboutOther(say, 'unanswered'),
  'question-lead': (say: Say): View => lead(say, { say: say('say.lead.short', { units: 12, of: 40 }) }),
  'question-lead-reason': (say: Say): View =>
    lead(say, { matter: 'release', expect: ['reason'], say: say('say.lead.reason') }),
  'question-lead-pin': (say: Say): View =>
    lead(say, { asked: 'Ana Ruiz', expect: ['pin'], say: say('say.pin', { operator: 'Ana Ruiz' }) }),
} as const;

export type FixtureName = keyof typeof FIXTURES;
export const FIXTURE_NAMES = Object.keys(FIXTURES) as FixtureName[];

export interface Wanted {
  readonly name: FixtureName;
  readonly language: LanguageCode;
  readonly theme: Preferences['theme'];
}

export function viewOf({ name, language }: Pick<Wanted, 'name' | 'language'>): View {
  return FIXTURES[name]((key, words = {}) => translate(language, key, words));
}

export function snapshotOf(wanted: Wanted): Snapshot {
  return {
    sequence: 1,
    view: viewOf(wanted),
    opened: 'gallery',
    demo: false,
    first_run: false,
    preferences: { ...DEFAULT_PREFERENCES, theme: wanted.theme, muted: true },
    facts: {
      station: {
        id: 'bench-4',
        name: 'Bench 4',
        site: 'Leipzig',
        roles: ['pick', 'pack', 'ship'],
        test: false,
        version: '0.1.0',
      },
      devices: { camera: false, hid: false, scale: false },
      language: wanted.language,
      sync: {
        state: 'offline',
        since: '2026-11-21T13:08:00.000Z',
        spans_waiting: 38,
        spans_parked: 0,
        spans_refused: 0,
        spans_late: 0,
        spans_given_up: 0,
        oldest_waiting: '2026-11-21T13:08:00.000Z',
        events_waiting: 0,
        oldest_event: null,
        told: [],
        last_sync: '2026-11-21T13:07:30.000Z',
        because: 'ECONNREFUSED',
      },
      print: { waiting: 0, unknown: 0, undrawn: [], printers: [] },
      carriers: [],
      database: { ok: true, bytes: 1_000_000, schema: 3 },
      numbers: {},
      numbers_low: [],
      update: null,
      orders: {},
    },
  };
}
