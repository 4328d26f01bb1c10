/** The kinds of paper: a label printer takes labels, a page printer takes pages. */
export type Paper = 'label' | 'page';

const PAPER = {
  label: 'label',
  parcel_label: 'label',
  tote_label: 'label',
  test_page: 'label',
  slip: 'page',
  manifest: 'page',
  pick_list: 'page',
} as const satisfies Readonly<Record<string, Paper>>;

export type Document = keyof typeof PAPER;

export const paperOf = (document: Document): Paper => PAPER[document];

/** The name of its span (INTERFACES 8); a label of whatever kind is a label. */
export const spanName = (document: Document): string =>
  document === 'slip' || document === 'manifest'
    ? `print ${document}`
    : `print ${PAPER[document] === 'label' ? 'label' : 'list'}`;

/** What a printer is told: a label printer ZPL II, a page printer PDF. */
export type Language = 'zpl' | 'pdf' | 'png';

export const CONTENT_TYPES: Readonly<Record<Language, string>> = {
  zpl: 'application/zpl',
  pdf: 'application/pdf',
  png: 'image/png',
};

/** Dots per inch. */
export type Dpi = 203 | 300;
