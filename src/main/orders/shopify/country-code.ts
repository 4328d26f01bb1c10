const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index));

let codes: ReadonlyMap<string, string> | undefined;

/** ISO 3166-1 alpha-2 of a country's English name, as shops write it; what is no such name stays as it is. */
export function countryCode(name: string): string {
  codes ??= new Map(
    LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).flatMap((code) => {
      const known = NAMES.of(code);
      // A code that is no more (DD) has the name of the one that took its place (DE).
      return known === undefined ? [] : [[known.toLowerCase(), new Intl.Locale(`und-${code}`).region ?? code] as const];
    }),
  );
  return codes.get(name.toLowerCase()) ?? name;
}
