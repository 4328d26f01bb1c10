// From a serial to the number printed on the label. Pure: nothing here knows which serials were used.
import { dhlCheckDigit, fedexCheckDigit, mod10, s10CheckDigit, upsCheckDigit } from './check-digits.ts';

/** A run of serials: `kind` is `sscc` or `tracking:<carrier>`; `from` and `to` are both part of it, below 2^53. */
export type Series = { kind: string; from: number; to: number };

/** `serial`: it does not fit the format. `parts`: the fixed parts in the settings are not what the format needs. */
export type BuiltNumber = { ok: true; number: string } | { ok: false; reason: 'serial' | 'parts'; message: string };

/** The fixed part of an SSCC: extension digit `0`..`9` and GS1 company prefix of 3 to 12 digits, as texts. */
export type SsccParts = { extension: string; prefix: string };

export const TRACKING_FORMATS = [
  'house',
  's10',
  'ups-1z',
  'fedex-12',
  'dhl-express',
  'dhl-ident',
  'usps-impb',
  'plain',
] as const;

export type TrackingFormat = (typeof TRACKING_FORMATS)[number];

/**
 * The fixed parts of a tracking number; each format reads its own.
 * `house`: `prefix`, 1 to 10 letters, `HL` when missing. `s10`: `service` and `country`, two letters each.
 * `ups-1z`: `shipper`, 6, and `service`, 2 digits or letters. `plain`: `prefix`, up to 20 digits, letters or dashes,
 * none when missing, and `width`, 1 to 15 digits of serial. `fedex-12`, `dhl-express`, `dhl-ident`: `prefix`, up to 8
 * digits, none when missing. `usps-impb`: `prefix`, 11 or 14 digits. Letters are capitals.
 */
export type TrackingParts = {
  prefix?: string | undefined;
  service?: string | undefined;
  country?: string | undefined;
  shipper?: string | undefined;
  width?: number | undefined;
};

/** What a format makes of its parts: how many digits the serial has, and the number around them. */
type Layout = { digits: number; build: (serial: string) => string };

const SSCC_DIGITS_WITHOUT_CHECK = 17;
const HOUSE_SERIAL_DIGITS = 13;

function ssccLayout({ extension, prefix }: SsccParts): Layout | string {
  if (!/^[0-9]$/.test(extension)) return 'extension must be one digit';
  if (!/^[0-9]{3,12}$/.test(prefix)) return 'prefix must be 3 to 12 digits';
  const build = (serial: string) => {
    const digits = extension + prefix + serial;
    return digits + String(mod10(digits));
  };
  return { digits: SSCC_DIGITS_WITHOUT_CHECK - 1 - prefix.length, build };
}

function houseLayout({ prefix = 'HL' }: TrackingParts): Layout | string {
  if (!/^[A-Z]{1,10}$/.test(prefix)) return 'prefix must be 1 to 10 capital letters';
  return { digits: HOUSE_SERIAL_DIGITS, build: (serial) => prefix + serial + String(mod10(serial)) };
}

function s10Layout({ service = '', country = '' }: TrackingParts): Layout | string {
  if (!/^[A-Z]{2}$/.test(service)) return 'service must be two capital letters';
  if (!/^[A-Z]{2}$/.test(country)) return 'country must be two capital letters';
  return { digits: 8, build: (serial) => service + serial + String(s10CheckDigit(serial)) + country };
}

function upsLayout({ shipper = '', service = '' }: TrackingParts): Layout | string {
  if (!/^[0-9A-Z]{6}$/.test(shipper)) return 'shipper must be 6 digits or capital letters';
  if (!/^[0-9A-Z]{2}$/.test(service)) return 'service must be 2 digits or capital letters';
  const build = (serial: string) => {
    const body = shipper + service + serial;
    return `1Z${body}${upsCheckDigit(body)}`;
  };
  return { digits: 7, build };
}

function plainLayout({ prefix = '', width = 0 }: TrackingParts): Layout | string {
  if (!/^[0-9A-Z-]{0,20}$/.test(prefix)) return 'prefix must be up to 20 digits, capital letters or dashes';
  // 15 digits are the most that every number below 2^53 can fill.
  if (!Number.isInteger(width) || width < 1 || width > 15) return 'width must be 1 to 15';
  return { digits: width, build: (serial) => prefix + serial };
}

/** Digits all through: a given beginning, the serial, a check digit over both. */
const digitsLayout =
  (length: number, checkDigit: (digits: string) => number) =>
  ({ prefix = '' }: TrackingParts): Layout | string => {
    if (!/^[0-9]{0,8}$/.test(prefix)) return 'prefix must be up to 8 digits';
    const digits = length - 1 - prefix.length;
    const build = (serial: string) => prefix + serial + String(checkDigit(prefix + serial));
    return digits < 1 ? 'prefix leaves no room for a serial' : { digits, build };
  };

/** USPS Intelligent Mail package barcode: 22 digits, the mailer's own of them 10, or 7 behind a mailer ID of nine. */
function impbLayout({ prefix = '' }: TrackingParts): Layout | string {
  if (!/^9[1-5][0-9]{9}(?:[0-9]{3})?$/.test(prefix)) {
    return 'prefix must be 11 or 14 digits: application identifier 91 to 95, service type, mailer ID';
  }
  return { digits: 21 - prefix.length, build: (serial) => prefix + serial + String(mod10(prefix + serial)) };
}

const TRACKING_LAYOUTS: Record<TrackingFormat, (parts: TrackingParts) => Layout | string> = {
  house: houseLayout,
  s10: s10Layout,
  'ups-1z': upsLayout,
  'fedex-12': digitsLayout(12, fedexCheckDigit),
  // Nine digits modulo seven: what stands on every waybill of DHL Express.
  'dhl-express': digitsLayout(10, (digits) => Number(digits) % 7),
  'dhl-ident': digitsLayout(12, dhlCheckDigit),
  'usps-impb': impbLayout,
  plain: plainLayout,
};

function largest(layout: Layout): number {
  return 10 ** layout.digits - 1;
}

function fill(layout: Layout | string, serial: number): BuiltNumber {
  if (typeof layout === 'string') return { ok: false, reason: 'parts', message: layout };
  if (!Number.isSafeInteger(serial) || serial < 0 || serial > largest(layout)) {
    return { ok: false, reason: 'serial', message: `serial ${serial} is not within 0 to ${largest(layout)}` };
  }
  return { ok: true, number: layout.build(String(serial).padStart(layout.digits, '0')) };
}

/** The highest serial an SSCC with these parts has room for, or null when the parts are wrong. */
export function maxSsccSerial(parts: SsccParts): number | null {
  const layout = ssccLayout(parts);
  return typeof layout === 'string' ? null : largest(layout);
}

/** The highest serial the format has room for with these parts, or null when the parts are wrong. */
export function maxTrackingSerial(format: TrackingFormat, parts: TrackingParts): number | null {
  const layout = TRACKING_LAYOUTS[format](parts);
  return typeof layout === 'string' ? null : largest(layout);
}

/**
 * The 18 digits of an SSCC: extension, company prefix, serial filled up with zeros, check digit (GS1 General
 * Specifications section 2.2.1). Without the application identifier `00`.
 */
export function buildSscc({ serial, ...parts }: SsccParts & { serial: number }): BuiltNumber {
  return fill(ssccLayout(parts), serial);
}

/** The tracking number of `serial` in one of the formats; see `TrackingParts` for what each needs. */
export function buildTracking(format: TrackingFormat, serial: number, parts: TrackingParts): BuiltNumber {
  return fill(TRACKING_LAYOUTS[format](parts), serial);
}
