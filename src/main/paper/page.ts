/*
 * A page of paper as pure data: marks at places in millimetres from its top left corner. Documents make pages and know no
 * printer; draw/ turns a page into ZPL, PNG or PDF and knows no document.
 */

export interface Page {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly marks: readonly Mark[];
}

/** One line of text. `y` is its baseline, so that lines of different sizes can stand on one. */
export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** The em of the letters; capitals are about 0.7 of it. */
  readonly sizeMm: number;
  readonly bold: boolean;
  /** No part of the text may reach beyond x + widthMm. */
  readonly widthMm: number;
}

/** A filled rectangle: rules, bars of a table, the ground of reversed text. */
export interface BoxMark {
  readonly kind: 'box';
  readonly x: number;
  readonly y: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** White letters on a black bar, in the middle of it: what nobody may overlook. */
export interface BannerMark {
  readonly kind: 'banner';
  readonly x: number;
  readonly y: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly text: string;
  readonly sizeMm: number;
}

/** A barcode without its text: the human readable line is a text mark of its own. */
export interface CodeMark {
  readonly kind: 'code';
  readonly symbology: Symbology;
  readonly data: string;
  readonly x: number;
  readonly y: number;
  /** Width of one module; a printer rounds it to whole dots. */
  readonly moduleMm: number;
  /** Of the bars; ignored by matrix codes, which are square. */
  readonly heightMm: number;
}

/**
 * code128: any text of ASCII; code128-fnc3: one in which `^FNC3` is function character 3, which tells a scanner that the
 * code is for itself. gs1-128 and gs1-datamatrix: an element string with its identifiers in parentheses. qr: any text, as
 * UTF-8.
 */
export type Symbology = 'code128' | 'code128-fnc3' | 'gs1-128' | 'gs1-datamatrix' | 'qr';

export type Mark = TextMark | BoxMark | BannerMark | CodeMark;
