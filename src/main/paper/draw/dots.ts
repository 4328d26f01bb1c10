/** Resolutions of label printers, in dots per inch. */
export const RESOLUTIONS = [203, 300] as const;
export type Dpi = (typeof RESOLUTIONS)[number];

/** A printer of 203 dpi has 8 dots to the millimetre; one of 300 dpi a little less than 12. */
export const dotsPerMm = (dpi: Dpi): number => (dpi === 203 ? 8 : 300 / 25.4);

export const toDots = (mm: number, dpi: Dpi): number => Math.round(mm * dotsPerMm(dpi));

/** Whole dots, never none: a module of uneven width is what scanners cannot read. */
export const moduleDots = (moduleMm: number, dpi: Dpi): number => Math.max(1, toDots(moduleMm, dpi));
