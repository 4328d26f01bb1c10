/** Where something comes from or goes to. Countries are ISO 3166-1 alpha-2. */
export interface Address {
  readonly name?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly street1?: string | null | undefined;
  readonly street2?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly region?: string | null | undefined;
  readonly postal_code?: string | null | undefined;
  readonly country?: string | null | undefined;
}

export const hasText = (text: string | undefined | null): text is string =>
  text !== undefined && text !== null && text.trim() !== '';

/** Street and place in few lines. */
export function placeLines(address: Address): string[] {
  return [address.street1, address.street2, cityLine(address), countryLine(address.country)].filter(hasText);
}

export const cityLine = ({ postal_code, city, region }: Address): string =>
  [postal_code, city, region].filter(hasText).join(' ');

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** As the Universal Postal Union asks for it: the name in capitals. What is no country code stands as it is. */
export function countryLine(country: string | null | undefined): string {
  if (!hasText(country)) return '';
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return names.of(country)?.toUpperCase() ?? country;
}
