import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

/* Contrast of the colours words are written in, by the formula of WCAG 2.2. */

const css = readFileSync(resolve(import.meta.dirname, '../../src/renderer/look/tokens.css'), 'utf8');

function theme(name: 'light' | 'dark'): Readonly<Record<string, string>> {
  const block = new RegExp(`data-theme='${name}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, token, colour]) => [token ?? '', colour ?? '']),
  );
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const PAIRS = [
  ['ink', ['ground', 'surface', 'line', 'blue-soft']],
  ['quiet', ['ground', 'surface']],
  ['blue', ['ground', 'surface']],
  ['green', ['ground', 'surface', 'green-soft']],
  ['red', ['ground', 'surface', 'red-soft']],
  ['amber', ['ground', 'surface', 'amber-soft']],
  ['on-solid', ['blue-solid', 'green-solid', 'red-solid', 'amber-solid']],
] as const;

describe.each(['light', 'dark'] as const)('colours, %s', (name) => {
  const colours = theme(name);
  const pairs = PAIRS.flatMap(([words, grounds]) => grounds.map((ground) => [words, ground] as const));

  it.each(pairs)('hold 7:1 where %s stands on %s', (words, ground) => {
    expect(contrast(colours[words] ?? '', colours[ground] ?? '')).toBeGreaterThanOrEqual(7);
  });

  it('show by 3:1 where the focus is', () => {
    expect(contrast(colours['blue'] ?? '', colours['ground'] ?? '')).toBeGreaterThanOrEqual(3);
  });
});
