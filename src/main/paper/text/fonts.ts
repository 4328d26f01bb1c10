import { GlobalFonts } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/*
 * The letters of paper: Noto Sans, one file per script. Fonts of Chinese and Korean come in a hundred files of some
 * hundred signs each; only those that a text needs are read.
 */

// Not named `require`: the bundle makes one of that name in every file.
const packages = createRequire(import.meta.url);

/** In the order in which they are asked for a sign. Noto Sans SC has the kana too. */
const PACKAGES = [
  'noto-sans',
  'noto-sans-arabic',
  'noto-sans-hebrew',
  'noto-sans-thai',
  'noto-sans-devanagari',
  'noto-sans-sc',
  'noto-sans-kr',
] as const;

interface Face {
  readonly alias: string;
  /** As it is imported: looked for when it is needed, there are hundreds. */
  readonly file: string;
  readonly ranges: readonly (readonly [number, number])[];
}

let faces: readonly Face[] | undefined;
const registered = new Set<string>();

/** Reads the fonts that a text needs. @returns the families, for a canvas's `font`. */
export function familiesFor(text: string): string {
  faces ??= PACKAGES.flatMap(facesOf);
  const places = new Set([0]);
  for (const sign of text) for (const place of facesWith(sign.codePointAt(0) ?? 0, faces)) places.add(place);
  const needed = [...places].toSorted((a, b) => a - b).flatMap((place) => faces?.[place] ?? []);
  for (const { alias, file } of needed) {
    if (registered.has(alias)) continue;
    // By its bytes, not its path: inside a packed app a path means nothing to anybody but Node.
    GlobalFonts.register(readFileSync(packages.resolve(file)), alias);
    registered.add(alias);
  }
  return needed.map(({ alias }) => `"${alias}"`).join(', ');
}

function facesOf(name: (typeof PACKAGES)[number]): Face[] {
  const subsets = packages(`@fontsource-variable/${name}/unicode.json`) as Record<string, string>;
  const all = Object.entries(subsets).map(([subset, ranges]) => ({
    alias: `${name} ${subset}`.replaceAll(/[[\]]/g, ''),
    file: `@fontsource-variable/${name}/files/${name}-${subset.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`,
    ranges: readRanges(ranges),
  }));
  // The Latin letters first, and only from the font that is made for them.
  return name === 'noto-sans'
    ? all.toSorted((a, b) => Number(b.alias.endsWith(' latin')) - Number(a.alias.endsWith(' latin')))
    : all.filter(({ alias }) => !/ (?:latin|latin-ext|cyrillic|greek|vietnamese|math|symbols)\b/.test(alias));
}

/** `U+41,U+61-7a` of a style sheet. */
function readRanges(text: string): (readonly [number, number])[] {
  return text.split(',').map((range) => {
    const [from = '0', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
}

const known = new Map<number, readonly number[]>();

/** Which faces have a sign; asked for each sign of each text, so each is looked up once. */
function facesWith(point: number, all: readonly Face[]): readonly number[] {
  let places = known.get(point);
  if (places === undefined) {
    places = all.flatMap(({ ranges }, place) =>
      ranges.some(([from, to]) => point >= from && point <= to) ? place : [],
    );
    known.set(point, places);
  }
  return places;
}
