/** Where something comes from or goes to. Countries are ISO 3166-1 alpha-2. */
export interface Address {
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  readonly street1?: string | undefined;
  readonly street2?: string | undefined;
  readonly city?: string | undefined;
  readonly region?: string | undefined;
  readonly postal_code?: string | undefined;
  readonly country?: string | undefined;
}

export const hasText = (text: string | undefined | null): text is string =>
  text !== undefined && text !== null && text.trim() !== '';

/** Street and place in few lines. */
export function placeLines(address: Address): string[] {
  const city = [address.postal_code, address.city, address.region].filter(hasText).join(' ');
  return [address.street1, address.street2, city, countryLine(address.country)].filter(hasText);
}

const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** As the Universal Postal Union asks for it: the name in capitals. What is no country code stands as it is. */
export function countryLine(country: string | undefined): string {
  if (!hasText(country)) return '';
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return names.of(country)?.toUpperCase() ?? country;
}
