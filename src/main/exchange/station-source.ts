const PREFIX = 'urn:pickspan:station:';

/** The `source` of all that a station tells. */
export const stationSource = (stationId: string): string => `${PREFIX}${stationId}`;

/** The station that an event of the floor names as its source; undefined where it is not a station's. */
export const stationOfSource = (source: string): string | undefined =>
  source.startsWith(PREFIX) && source.length > PREFIX.length ? source.slice(PREFIX.length) : undefined;
