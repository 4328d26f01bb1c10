import { createHash } from 'node:crypto';
import { blockFromUuid } from '../numbers/block.ts';
import { maxTrackingSerial } from '../numbers/formats.ts';
import type { OperatorChange } from '../people/store.ts';
import type { SettingsFile } from './schema.ts';
import type { TrackingSettings } from './schema/numbers.ts';
import type { OperatorFile } from './schema/people.ts';
import type { PrinterFile } from './schema/printers.ts';
import type { Box, PrinterSettings, Settings, TrackingSeries } from './settings.ts';

/** GS1's prefix for demonstrations and examples: numbers under it identify nobody's goods. */
const EXAMPLE_PREFIX = '952';

type Carrier = Settings['carriers'] extends ReadonlyMap<string, infer C> ? C : never;

const TRYING_OUT_BOXES: readonly Box[] = [
  { code: 'S', name: 'Small box', innerMm: [250, 175, 100], maxWeightG: 5_000, tareG: 120 },
  { code: 'M', name: 'Medium box', innerMm: [350, 250, 200], maxWeightG: 15_000, tareG: 250 },
  { code: 'L', name: 'Large box', innerMm: [600, 400, 400], maxWeightG: 31_500, tareG: 600 },
];

/**
 * Fills in what the settings leave out, key by key, so that a station works at once with no file at all.
 * @param installationId the UUID of this installation: the station's id and its numbers are drawn from it.
 */
export function withDefaults(file: SettingsFile, installationId: string): Settings {
  const id = file.station?.id ?? `station-${installationId.slice(0, 8)}`;
  const carriers = new Map<string, Carrier>([
    ['house', { name: 'House carrier', transitDays: 1, cutOff: undefined, adapter: undefined }],
  ]);
  for (const [code, carrier] of Object.entries(file.carriers ?? {})) {
    const { name = code, transit_days: transitDays = 1, cut_off: cutOff, adapter } = carrier;
    carriers.set(code, { name, transitDays, cutOff, adapter });
  }
  return {
    station: {
      id,
      name: file.station?.name ?? id,
      site: file.station?.site,
      address: file.station?.address,
      roles: file.station?.roles ?? ['pick', 'pack', 'ship'],
      language: file.station?.language ?? 'en',
      keepSignin: file.station?.keep_signin ?? true,
      idleMs: (file.station?.idle_minutes ?? 0) * 60_000,
    },
    sscc: ssccWithDefaults(file.numbers?.sscc ?? {}, installationId),
    tracking: new Map(
      [...carriers.keys()].map((code) => [
        code,
        trackingWithDefaults(code, file.numbers?.tracking?.[code] ?? {}, installationId),
      ]),
    ),
    test: file.numbers?.sscc?.prefix === undefined,
    boxes: (file.boxes?.map(toBox) ?? TRYING_OUT_BOXES).toSorted((a, b) => volume(a) - volume(b)),
    weight: {
      toleranceG: file.weight?.tolerance_g ?? 200,
      tolerancePct: file.weight?.tolerance_pct ?? 5,
      // Who sets a scale up wants every parcel on it.
      required: (file.weight?.required ?? false) || file.scale !== undefined,
    },
    scale: file.scale?.kind === 'mt-sics' ? { ...file.scale, baud: file.scale.baud ?? 9600 } : file.scale,
    carriers,
    rules: file.rules ?? [],
    printers: (file.printers ?? []).map(toPrinter),
    pickList: file.pick_list ?? false,
    http: { port: file.http?.port, tokenFile: file.http?.token_file },
    amqp: {
      url: withPassword(file.amqp ?? {}),
      caFile: file.network?.ca_file,
      claimAhead: file.amqp?.claim_ahead ?? 5,
    },
    targets: file.targets ?? [],
    subscribers: file.subscribers ?? [],
    epcis: { locationBase: file.epcis?.location_base ?? 'urn:pickspan:location:' },
    retention: {
      sentSpansDays: file.retention?.sent_spans_days ?? 30,
      personalDays: file.retention?.personal_days ?? 30,
      waitingUiSpans: file.retention?.waiting_ui_spans ?? 100_000,
      ordersDays: file.retention?.orders_days ?? 730,
    },
    telemetry: { ...file.telemetry, operator: file.telemetry?.operator ?? 'id', network: file.network ?? {} },
    network: file.network ?? {},
    window: {
      kiosk: file.window?.kiosk ?? false,
      camera: file.window?.camera ?? false,
      hid: file.window?.hid ?? false,
      hidPage: (file.window?.hid ?? false) || file.scale?.kind === 'hid',
    },
    scanners: (file.scanners ?? []).map(({ kind, path, baud, terminator }) => ({
      kind,
      path,
      baud: baud ?? 9600,
      terminator: terminator ?? 'enter',
    })),
    updates: {
      url: file.updates?.url,
      channel: file.updates?.channel ?? 'latest',
      auto: file.updates?.auto ?? false,
    },
    shortPolicy: file.short_policy ?? 'ship',
    pick: {
      path: file.pick?.path ?? 'bin',
      aisleEnd: file.pick?.aisle_end ?? '-',
      maxOrders: file.pick?.max_orders ?? 12,
      slotCheck: file.pick?.slot_check ?? 'none',
    },
    operators: file.operators?.map(toOperator),
    approvals: {
      shortUnits: file.approvals?.short_units ?? 5,
      shortPct: file.approvals?.short_pct ?? 100,
      weightG: file.approvals?.weight_g ?? 500,
      weightPct: file.approvals?.weight_pct ?? 20,
      reprints: file.approvals?.reprints ?? true,
    },
  };
}

/** A password of the address itself wins: it may come from the environment, over the file's. */
function withPassword({ url, password }: NonNullable<SettingsFile['amqp']>): string | undefined {
  const address = url === undefined ? null : URL.parse(url);
  if (address === null || password === undefined || address.password !== '') return url;
  // As the broker's own client reads an address without a user.
  if (address.username === '') address.username = 'guest';
  address.password = encodeURIComponent(password);
  return address.href;
}

function ssccWithDefaults(
  given: NonNullable<NonNullable<SettingsFile['numbers']>['sscc']>,
  installationId: string,
): Settings['sscc'] {
  const prefix = given.prefix ?? EXAMPLE_PREFIX;
  // Seventeen digits before the check digit: one of extension, the prefix, the serial.
  const highest = 10 ** (16 - prefix.length) - 1;
  const range =
    given.prefix === undefined ? blockFromUuid(installationId, { block: 6, serial: 7 }) : { from: 0, to: highest };
  const { from, to } = { from: given.from ?? range.from, to: given.to ?? range.to };
  return {
    prefix,
    extension: given.extension ?? 0,
    from,
    to,
    explicit: given.from !== undefined,
    warnBelow: given.warn_below ?? tenthOf(from, to),
  };
}

function trackingWithDefaults(carrier: string, given: TrackingSettings, installationId: string): TrackingSeries {
  const block = blockFromUuid(installationId, { block: 6, serial: 7 });
  // A range that begins where somebody said goes to the end of the format; only one that nobody named is a block.
  const highest = {
    house: given.from === undefined ? block.to : 9_999_999_999_999,
    s10: 99_999_999,
    'ups-1z': 9_999_999,
    plain: 10 ** (given.width ?? 12) - 1,
  };
  const format = given.format ?? 'house';
  // The others have as much room as their beginning leaves.
  const room = maxTrackingSerial(format, { prefix: given.prefix }) ?? 0;
  const from = given.from ?? (format === 'house' ? block.from : 0);
  const to = given.to ?? (Object.hasOwn(highest, format) ? highest[format as keyof typeof highest] : room);
  const { warn_below: warnBelow, ...parts } = given;
  return {
    ...parts,
    format,
    ...(format === 'house' ? { prefix: given.prefix ?? housePrefix(carrier) } : {}),
    from,
    to,
    explicit: given.from !== undefined,
    warnBelow: warnBelow ?? tenthOf(from, to),
  };
}

/** In time for somebody to get a new range. */
const tenthOf = (from: number, to: number): number => Math.ceil((to - from + 1) / 10);

/** Letters that tell one carrier's trying-out numbers from another's: two carriers share one block of serials. */
function housePrefix(carrier: string): string {
  if (carrier === 'house') return 'HL';
  const hash = createHash('sha256').update(carrier).digest();
  return `T${[...hash.subarray(0, 3)].map((byte) => String.fromCodePoint(65 + (byte % 26))).join('')}`;
}

function toBox(box: NonNullable<SettingsFile['boxes']>[number]): Box {
  return {
    code: box.code,
    name: box.name ?? box.code,
    innerMm: box.inner_mm,
    maxWeightG: box.max_weight_g,
    tareG: box.tare_g ?? 0,
  };
}

/** A file says all of an operator: what it leaves out is not left as it was. */
const toOperator = ({ id, name, role, pin_hash: pin, active }: OperatorFile): OperatorChange => ({
  id,
  name: name ?? id,
  role: role ?? 'worker',
  pin: pin ?? null,
  active: active ?? true,
});

/** The port that label printers listen on for what they are to print. */
const RAW_PORT = 9100;

function toPrinter(printer: PrinterFile): PrinterSettings {
  const of = { name: printer.name, dpi: printer.dpi ?? 203, documents: printer.documents } as const;
  switch (printer.kind) {
    case 'folder':
      return { ...of, kind: 'folder' };
    case 'zpl': {
      const { host, port = RAW_PORT, answers_status: answersStatus = 'auto' } = printer;
      return { ...of, kind: 'zpl', host, port, answersStatus };
    }
    case 'system':
      return { ...of, kind: 'system', queue: printer.queue, format: printer.format };
  }
}

const volume = (box: Box): number =>
  box.innerMm === undefined ? Number.POSITIVE_INFINITY : box.innerMm[0] * box.innerMm[1] * box.innerMm[2];
