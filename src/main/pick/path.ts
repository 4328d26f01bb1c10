/* In which order a walk comes to its bins. */

export type CompareBins = (a: string, b: string) => number;

const byNumber = new Intl.Collator('en', { numeric: true, sensitivity: 'variant' });

/** Bin order: parts of a bin's name that are numbers compare as numbers, so A-2 comes before A-10. */
export const compareBins: CompareBins = (a, b) => byNumber.compare(a, b) || (a < b ? -1 : Number(a > b));

export interface PathSettings {
  readonly path: 'bin' | 'serpentine';
  /** What stands before it in a bin's name is the aisle. */
  readonly aisleEnd: string;
}

/** The order of the walk as the warehouse wants it. */
export function pathOf({ path, aisleEnd }: PathSettings): CompareBins {
  return path === 'bin' ? compareBins : serpentine(aisleEnd);
}

/** Aisle by aisle; those of an even number are walked backwards, so that one ends where the next begins. */
function serpentine(aisleEnd: string): CompareBins {
  const aisleOf = (bin: string): string => {
    const at = bin.indexOf(aisleEnd);
    return at === -1 ? bin : bin.slice(0, at);
  };
  return (a, b) => {
    const aisle = aisleOf(a);
    const other = aisleOf(b);
    if (aisle !== other) return compareBins(aisle, other);
    return isEven(aisle) ? compareBins(b, a) : compareBins(a, b);
  };
}

/** By the last number in the aisle's name, else by its last letter: B is the second. */
function isEven(aisle: string): boolean {
  const digits = /\d+(?=\D*$)/.exec(aisle)?.[0];
  if (digits !== undefined) return Number(digits.at(-1)) % 2 === 0;
  const letter = /[A-Z](?=[^A-Z]*$)/i.exec(aisle)?.[0].toUpperCase();
  return letter !== undefined && (letter.charCodeAt(0) - 64) % 2 === 0;
}
