/** What a value must be beyond its length and characters. Named as in the table of application-identifiers.ts. */
import { daysInMonth, readLabelDate } from './calendar-date.ts';
import { hasValidCheckPair } from './check-characters.ts';
import { hasValidCheckDigit } from './check-digit.ts';
import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS, PACKAGE_TYPES } from './code-lists.ts';
import { isCoupon, isPositiveOffer } from './coupon.ts';

/** One check of one component; `thisYear` decides the century of two-digit years. */
export interface ValueCheck {
  /** Says what is wrong, put after the value: "260230 is not a date". */
  readonly complaint: string;
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
  check: { complaint: 'has a wrong check digit', accepts: hasValidCheckDigit },
  pair: { complaint: 'has wrong check characters', accepts: hasValidCheckPair },
  prefix: { complaint: 'does not begin with a company prefix', accepts: startsWithPrefix },
  prefix2: { complaint: 'has no company prefix', accepts: (text) => startsWithPrefix(text.slice(1)) },
  date0: { complaint: 'is not a date', accepts: (text, year) => readLabelDate(text, year) !== undefined },
  date: { complaint: 'is not a date', accepts: (text, year) => typeof readLabelDate(text, year)?.day === 'number' },
  longdate: { complaint: 'is not a date', accepts: isLongDate },
  clock: {
    complaint: 'is not a time of day',
    accepts: (text) => atMost(text.slice(0, 2), 23) && atMost(text.slice(2), 59),
  },
  hour: { complaint: 'is not an hour', accepts: (text) => atMost(text, 23) },
  minute: { complaint: 'is above 59', accepts: (text) => atMost(text, 59) },
  country: { complaint: 'is not a country', accepts: (text) => COUNTRY_NUMBERS.has(text) },
  country2: { complaint: 'is not a country', accepts: (text) => COUNTRY_LETTERS.has(text) },
  // 999: the processors are in more than one country.
  processor: { complaint: 'is not a country', accepts: (text) => text === '999' || COUNTRY_NUMBERS.has(text) },
  currency: { complaint: 'is not a currency', accepts: (text) => CURRENCY_NUMBERS.has(text) },
  package: { complaint: 'is not a package type', accepts: (text) => PACKAGE_TYPES.has(text) },
  media: { complaint: 'is not a media type', accepts: isMediaType },
  percent: { complaint: 'has a broken percent escape', accepts: (text) => !/%(?![0-9A-Fa-f]{2})/.test(text) },
  latitude: { complaint: 'is not a latitude', accepts: (text) => atMost(text, 1_800_000_000) },
  longitude: { complaint: 'is not a longitude', accepts: (text) => atMost(text, 3_600_000_000) },
  yesno: { complaint: 'is neither 0 nor 1', accepts: (text) => text === '0' || text === '1' },
  winding: { complaint: 'is not a winding direction', accepts: (text) => /^[019]$/.test(text) },
  sex: { complaint: 'is not a code of ISO 5218', accepts: (text) => /^[0129]$/.test(text) },
  hyphen: { complaint: 'is not a hyphen', accepts: (text) => text === '-' },
  importer: { complaint: 'is not an importer index', accepts: (text) => /^[-0-9A-Z_a-z]$/.test(text) },
  zero: { complaint: 'is not 0', accepts: (text) => text === '0' },
  nonzero: { complaint: 'may not be zero', accepts: (text) => Number(text) !== 0 },
  plain: { complaint: 'may not begin with 0', accepts: (text) => text.length === 1 || !text.startsWith('0') },
  pieces: { complaint: 'is not "piece of total"', accepts: isPieceOfTotal },
  sequence: { complaint: 'is not "position/end"', accepts: isPlaceInSequence },
  letter: { complaint: 'needs a character that is not a digit', accepts: (text) => /\D/.test(text) },
  iban: { complaint: 'is not an IBAN', accepts: isIban },
  coupon: { complaint: 'is not a coupon', accepts: isCoupon },
  offer: { complaint: 'is not a positive offer', accepts: isPositiveOffer },
};
