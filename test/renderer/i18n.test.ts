import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { de } from '../../src/renderer/i18n/de.ts';
import { en } from '../../src/renderer/i18n/en.ts';
import { es } from '../../src/renderer/i18n/es.ts';
import { pl } from '../../src/renderer/i18n/pl.ts';

type Catalog = Readonly<Record<string, string>>;

const catalogs: readonly (readonly [string, Catalog])[] = [
  ['en', en],
  ['de', de],
  ['es', es],
  ['pl', pl],
];

const PLURAL = /_(?:zero|one|two|few|many|other)$/;
const bare = (key: string): string => key.replace(PLURAL, '');
const names = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name ?? '').toSorted();

const singular = Object.keys(en).filter((key) => !PLURAL.test(key));
const plural = [
  ...new Set(
    Object.keys(en)
      .filter((key) => PLURAL.test(key))
      .map(bare),
  ),
];

describe.each(catalogs)('the words of the window in %s', (language, catalog) => {
  it('are there: every text, and of those that count one for each form of the language', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const expected = [...singular, ...plural.flatMap((key) => forms.map((form) => `${key}_${form}`))];
    expect(Object.keys(catalog).toSorted()).toEqual(expected.toSorted());
  });

  it('speak of the same things as the English ones', () => {
    const english: Catalog = en;
    const wrong = Object.keys(catalog).filter((key) => {
      const original = english[key] ?? english[`${bare(key)}_other`] ?? '';
      return names(catalog[key] ?? '').join() !== names(original).join();
    });
    expect(wrong).toEqual([]);
  });

  it('are words, without a blank at either end', () => {
    expect(Object.entries(catalog).filter(([, text]) => text.trim() !== text || text === '')).toEqual([]);
  });
});

/** Keys that the code says: `t('a.b')`, and every key that begins like `` t(`a.${x}`) ``. */
function keysOfTheCode(): { readonly whole: Set<string>; readonly beginnings: string[] } {
  const source = resolve(import.meta.dirname, '../../src/renderer');
  const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/^i18n\/(?:pages\/|set-up\/|people\/)?(?:en|de|es|pl)\.ts$/.test(file))
    .map((file) => readFileSync(join(source, file), 'utf8'))
    .join('\n');
  return {
    whole: new Set([...code.matchAll(/'([a-z0-9_]+\.[a-z0-9_.]+)'/gi)].map(([, key]) => key ?? '')),
    beginnings: [...code.matchAll(/`((?:[a-z_]+\.)+)\$\{/g)].map(([, beginning]) => beginning ?? ''),
  };
}

describe('the words of the window', () => {
  it('are all used', () => {
    const { whole, beginnings } = keysOfTheCode();
    const unused = [...singular, ...plural].filter(
      (key) => !whole.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(whole.size).toBeGreaterThan(20);
    expect(unused).toEqual([]);
  });
});
