/** What a value must be beyond its length and characters. Named as in the table of application-identifiers.ts. */
import type { Gs1Key } from '../messages/gs1/en.ts';
import { daysInMonth, readLabelDate } from './calendar-date.ts';
import { hasValidCheckPair } from './check-characters.ts';
import { hasValidCheckDigit } from './check-digit.ts';
import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS, PACKAGE_TYPES } from './code-lists.ts';
import { isCoupon, isPositiveOffer } from './coupon.ts';

/** One check of one component; `thisYear` decides the century of two-digit years. */
export interface ValueCheck {
  /** Says what is wrong, put after the value: "260230 is not a date". */
  readonly complaint: Extract<Gs1Key, `complaint.${string}`>;
  readonly accepts: (text: string, thisYear: number) => boolean;
}

/** The shortest GS1 Company Prefix is four digits, so a key that begins with anything else has none. */
const startsWithPrefix = (text: string): boolean => /^\d{4}/.test(text);

/** Seconds, minutes and hours are two digits each, already known to be digits. */
const atMost = (text: string, limit: number): boolean => Number(text) <= limit;

function isLongDate(text: string): boolean {
  const day = Number(text.slice(6, 8));
  return day >= 1 && day <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(4, 6)));
}

/** Two halves of equal length: this piece, and of how many. */
function isPieceOfTotal(text: string): boolean {
  const half = text.length / 2;
  const piece = Number(text.slice(0, half));
  return piece >= 1 && piece <= Number(text.slice(half));
}

/** ISO 13616: the first four characters moved to the end, letters as 10 to 35, the whole modulo 97 is 1. */
function isIban(text: string): boolean {
  if (text.length < 5 || !/^[0-9A-Z]+$/.test(text) || !COUNTRY_LETTERS.has(text.slice(0, 2))) return false;
  let remainder = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** `2/5`: both without leading zeros, the first not above the second. */
function isPlaceInSequence(text: string): boolean {
  const parts = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text);
  return parts !== null && Number(parts[1]) <= Number(parts[2]);
}

/** AIDC media types of the ICCBBA list GS1 refers to: 01 to 10, and 80 to 99 for national use. */
const isMediaType = (text: string): boolean => {
  const type = Number(text);
  return (type >= 1 && type <= 10) || type >= 80;
};

export const VALUE_CHECKS: Readonly<Record<string, ValueCheck>> = {
  check: { complaint: 'complaint.check', accepts: hasValidCheckDigit },
  pair: { complaint: 'complaint.pair', accepts: hasValidCheckPair },
  prefix: { complaint: 'complaint.prefix', accepts: startsWithPrefix },
  prefix2: { complaint: 'complaint.prefix2', accepts: (text) => startsWithPrefix(text.slice(1)) },
  date0: { complaint: 'complaint.date', accepts: (text, year) => readLabelDate(text, year) !== undefined },
  date: { complaint: 'complaint.date', accepts: (text, year) => typeof readLabelDate(text, year)?.day === 'number' },
  longdate: { complaint: 'complaint.date', accepts: isLongDate },
  clock: {
    complaint: 'complaint.clock',
    accepts: (text) => atMost(text.slice(0, 2), 23) && atMost(text.slice(2), 59),
  },
  hour: { complaint: 'complaint.hour', accepts: (text) => atMost(text, 23) },
  minute: { complaint: 'complaint.minute', accepts: (text) => atMost(text, 59) },
  country: { complaint: 'complaint.country', accepts: (text) => COUNTRY_NUMBERS.has(text) },
  country2: { complaint: 'complaint.country', accepts: (text) => COUNTRY_LETTERS.has(text) },
  // 999: the processors are in more than one country.
  processor: { complaint: 'complaint.country', accepts: (text) => text === '999' || COUNTRY_NUMBERS.has(text) },
  currency: { complaint: 'complaint.currency', accepts: (text) => CURRENCY_NUMBERS.has(text) },
  package: { complaint: 'complaint.package', accepts: (text) => PACKAGE_TYPES.has(text) },
  media: { complaint: 'complaint.media', accepts: isMediaType },
  percent: { complaint: 'complaint.percent', accepts: (text) => !/%(?![0-9A-Fa-f]{2})/.test(text) },
  latitude: { complaint: 'complaint.latitude', accepts: (text) => atMost(text, 1_800_000_000) },
  longitude: { complaint: 'complaint.longitude', accepts: (text) => atMost(text, 3_600_000_000) },
  yesno: { complaint: 'complaint.yesno', accepts: (text) => text === '0' || text === '1' },
  winding: { complaint: 'complaint.winding', accepts: (text) => /^[019]$/.test(text) },
  sex: { complaint: 'complaint.sex', accepts: (text) => /^[0129]$/.test(text) },
  hyphen: { complaint: 'complaint.hyphen', accepts: (text) => text === '-' },
  importer: { complaint: 'complaint.importer', accepts: (text) => /^[-0-9A-Z_a-z]$/.test(text) },
  zero: { complaint: 'complaint.zero', accepts: (text) => text === '0' },
  nonzero: { complaint: 'complaint.nonzero', accepts: (text) => Number(text) !== 0 },
  plain: { complaint: 'complaint.plain', accepts: (text) => text.length === 1 || !text.startsWith('0') },
  pieces: { complaint: 'complaint.pieces', accepts: isPieceOfTotal },
  sequence: { complaint: 'complaint.sequence', accepts: isPlaceInSequence },
  letter: { complaint: 'complaint.letter', accepts: (text) => /\D/.test(text) },
  iban: { complaint: 'complaint.iban', accepts: isIban },
  coupon: { complaint: 'complaint.coupon', accepts: isCoupon },
  offer: { complaint: 'complaint.offer', accepts: isPositiveOffer },
};
