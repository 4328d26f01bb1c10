/**
 * The inside of a North American coupon value (AI 8110) and of a positive offer file value (AI 8112): fields of digits,
 * some of which begin with their own length, followed by numbered optional groups in rising order.
 * Source: GS1 "North American Coupon Application Guideline Using GS1 DataBar Expanded Symbols"; for AI 8112 the
 * GS1 General Specifications, section 3.
 */
import { readLabelDate } from './calendar-date.ts';

/** `sized`: one of `allowed` gives a length, `extra` is added to it (a `9` for "none" adds nothing). */
type Field =
  | { readonly kind: 'digits'; readonly count: number }
  | { readonly kind: 'one'; readonly allowed: string }
  | { readonly kind: 'sized'; readonly allowed: string; readonly extra: number; readonly noneIsNine?: true }
  | { readonly kind: 'date' };

const companyPrefix: Field = { kind: 'sized', allowed: '0123456', extra: 6 };
const offerCode: Field = { kind: 'digits', count: 6 };
const amount: Field = { kind: 'sized', allowed: '12345', extra: 0 };
const serial: Field = { kind: 'sized', allowed: '0123456789', extra: 6 };
const flag: Field = { kind: 'one', allowed: '01' };
const requirement: readonly Field[] = [amount, { kind: 'one', allowed: '012349' }, { kind: 'digits', count: 3 }];
const furtherPurchase: readonly Field[] = [
  ...requirement,
  { kind: 'sized', allowed: '01234569', extra: 6, noneIsNine: true },
];

const COUPON: readonly Field[] = [companyPrefix, offerCode, amount, ...requirement];
const OFFER: readonly Field[] = [flag, companyPrefix, offerCode, serial];

/** The optional groups of a coupon by the digit that announces them. */
const COUPON_GROUPS: ReadonlyArray<readonly [announcedBy: string, fields: readonly Field[]]> = [
  ['1', [{ kind: 'one', allowed: '0123' }, ...furtherPurchase]],
  ['2', furtherPurchase],
  ['3', [{ kind: 'date' }]],
  ['4', [{ kind: 'date' }]],
  ['5', [serial]],
  ['6', [{ kind: 'sized', allowed: '1234567', extra: 6 }]],
  ['9', [{ kind: 'one', allowed: '01256' }, { kind: 'one', allowed: '012' }, { kind: 'digits', count: 1 }, flag]],
];

/** Where the field ends that starts at `at`; -1 where it is cut off or holds what it may not. */
function fieldEnd(text: string, at: number, field: Field, thisYear: number): number {
  const first = text.charAt(at);
  let end = at + 1;
  switch (field.kind) {
    case 'digits':
      end = at + field.count;
      break;
    case 'one':
      if (first === '' || !field.allowed.includes(first)) return -1;
      break;
    case 'sized':
      if (first === '' || !field.allowed.includes(first)) return -1;
      if (first !== '9' || field.noneIsNine !== true) end += Number(first) + field.extra;
      break;
    case 'date': {
      end = at + 6;
      const day = readLabelDate(text.slice(at, end), thisYear)?.day;
      if (day === undefined || day === null) return -1;
      break;
    }
  }
  return end <= text.length ? end : -1;
}

function fieldsEnd(text: string, from: number, fields: readonly Field[], thisYear: number): number {
  let at = from;
  for (const field of fields) {
    at = fieldEnd(text, at, field, thisYear);
    if (at < 0) return -1;
  }
  return at;
}

/** Whether the text is a complete AI 8110 value; an expiry before the start date is not one. */
export function isCoupon(text: string, thisYear: number): boolean {
  if (!/^\d+$/.test(text)) return false;
  let at = fieldsEnd(text, 0, COUPON, thisYear);
  let expires = '';
  for (const [announcedBy, fields] of COUPON_GROUPS) {
    if (at < 0 || text.charAt(at) !== announcedBy) continue;
    const start = at + 1;
    at = fieldsEnd(text, start, fields, thisYear);
    if (announcedBy === '3') expires = text.slice(start, at);
    // Compared as written, two-digit years and all: that is how the guideline's own check reads them.
    if (announcedBy === '4' && expires !== '' && expires < text.slice(start, at)) return false;
  }
  return at === text.length;
}

/** Whether the text is a complete AI 8112 value. */
export function isPositiveOffer(text: string, thisYear: number): boolean {
  return /^\d+$/.test(text) && fieldsEnd(text, 0, OFFER, thisYear) === text.length;
}
