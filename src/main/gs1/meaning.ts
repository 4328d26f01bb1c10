/** From elements to what a warehouse asks of them: which item, which logistic unit, which lot. */
import type { Said } from '../messages/message.ts';
import { associationWarnings } from './associations.ts';
import { isoDate, readLabelDate } from './calendar-date.ts';
import { valueOf } from './element.ts';
import type { Elements } from './element.ts';

/** What the elements say about the goods beside their number; each is absent where the barcode does not say it. */
interface Particulars {
  readonly lot?: string;
  readonly serial?: string;
  /** YYYY-MM-DD. */
  readonly expiry?: string;
  readonly count?: number;
}

interface Read {
  readonly elements: Elements;
  /** Broken association rules, one sentence each; the values are certain all the same. */
  readonly warnings: Said[];
}

export type Gs1Meaning =
  /** `gtin`: 14 digits, of the item itself (01) or of what a logistic unit holds (02). */
  | (Read & Particulars & { readonly kind: 'item'; readonly gtin: string })
  /** `sscc`: 18 digits. What else the label says about the unit is in `elements`. */
  | (Read & { readonly kind: 'sscc'; readonly sscc: string })
  /** Valid, but neither an item nor a logistic unit: a lot or a location by itself, say. */
  | (Read & Particulars & { readonly kind: 'elements' });

/**
 * @param elements syntactically right, dates included
 * @param warnings what the caller has already found; the association warnings are put after them
 * @param thisYear four digits, for the century of dates
 */
export function meaningOf(elements: Elements, warnings: readonly Said[], thisYear: number): Gs1Meaning {
  const read: Read = { elements, warnings: [...warnings, ...associationWarnings(elements)] };
  const sscc = valueOf(elements, '00');
  // An SSCC names this one unit; a GTIN beside it says what the unit is.
  if (sscc !== undefined) return { kind: 'sscc', sscc, ...read };
  const particulars = particularsOf(elements, thisYear);
  const gtin = valueOf(elements, '01') ?? valueOf(elements, '02');
  return gtin === undefined
    ? { kind: 'elements', ...read, ...particulars }
    : { kind: 'item', gtin, ...read, ...particulars };
}

function particularsOf(elements: Elements, thisYear: number): Particulars {
  const lot = valueOf(elements, '10');
  const serial = valueOf(elements, '21');
  const date = expiryText(elements);
  const expiry = date === undefined ? undefined : readLabelDate(date, thisYear);
  const count = countText(elements);
  return {
    ...(lot === undefined ? {} : { lot }),
    ...(serial === undefined ? {} : { serial }),
    ...(expiry === undefined ? {} : { expiry: isoDate(expiry) }),
    ...(count === undefined ? {} : { count: Number(count) }),
  };
}

/** (17) expiry, or the day of (7003) expiry with time. (15) best before is another promise and is left alone. */
function expiryText(elements: Elements): string | undefined {
  return valueOf(elements, '17') ?? valueOf(elements, '7003');
}

/**
 * (37) counts the items contained in a unit, which (02) names; (30) the pieces of the item it stands with. Supplier
 * labels put a (37) beside (01) too: against the rules, so it comes with a warning, but it says how many there are.
 */
function countText(elements: Elements): string | undefined {
  return valueOf(elements, '37') ?? valueOf(elements, '30');
}
