import { describe, expect, it } from 'vitest';

import { LANGUAGE_CODES } from '../../shared/command-barcodes.ts';
import { CHECK_NAMES } from '../../shared/set-up.ts';
import { de } from './de.ts';
import { en, type Messages } from './en.ts';
import { es } from './es.ts';
import { pl } from './pl.ts';
import { gs1De } from './gs1/de.ts';
import { gs1En } from './gs1/en.ts';
import { gs1Es } from './gs1/es.ts';
import { gs1Pl } from './gs1/pl.ts';
import { setUpDe } from './set-up/de.ts';
import { setUpEn } from './set-up/en.ts';
import { setUpEs } from './set-up/es.ts';
import { setUpPl } from './set-up/pl.ts';
import { inWords, translate } from './translate.ts';

const LONGEST = 160;

const catalogs: readonly (readonly [string, Messages])[] = [
  ['en', en],
  ['de', de],
  ['es', es],
  ['pl', pl],
];

const english = { ...setUpEn, ...gs1En };
type OtherKey = keyof typeof english;
const otherCatalogs: readonly (readonly [string, Readonly<Record<OtherKey, string>>])[] = [
  ['en', english],
  ['de', { ...setUpDe, ...gs1De }],
  ['es', { ...setUpEs, ...gs1Es }],
  ['pl', { ...setUpPl, ...gs1Pl }],
];

const OTHER_KEYS = Object.keys(english) as OtherKey[];

const KEYS = Object.keys(en) as (keyof Messages)[];

function placeholders(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ''))].toSorted();
}

function placeholdersByKey(messages: Messages): Record<string, string[]> {
  return Object.fromEntries(KEYS.map((key) => [key, placeholders(messages[key])]));
}

describe.each(catalogs)('the messages in %s', (_, messages) => {
  it('have the keys of the English ones, in their order', () => {
    expect(Object.keys(messages)).toEqual(KEYS);
  });

  it('have the placeholders of the English ones', () => {
    expect(placeholdersByKey(messages)).toEqual(placeholdersByKey(en));
  });

  it('have no brace outside of a placeholder', () => {
    expect(KEYS.filter((key) => /[{}]/.test(messages[key].replaceAll(/\{\w+\}/g, '')))).toEqual([]);
  });

  it('are not empty', () => {
    expect(KEYS.filter((key) => messages[key].trim() === '')).toEqual([]);
  });

  it(`are at most ${LONGEST} characters long`, () => {
    expect(KEYS.filter((key) => messages[key].length > LONGEST)).toEqual([]);
  });
});

/** What is the same in every language: nothing but a word of others, or a name. */
const SAME = /^(?:\(?\{\w+\}\)?(?:: |, | )?)+$|^kiosk$|^Spans: \{counts\}\.$/i;

describe.each(otherCatalogs)('the words of set-up and of GS1 in %s', (language, messages) => {
  it('have the keys of the English ones, in their order, with their placeholders', () => {
    expect(Object.keys(messages)).toEqual(OTHER_KEYS);
    expect(OTHER_KEYS.map((key) => placeholders(messages[key]))).toEqual(
      OTHER_KEYS.map((key) => placeholders(english[key])),
    );
  });

  it('are there, in their own language', () => {
    const wrong = OTHER_KEYS.filter(
      (key) => messages[key].trim() === '' || /[{}]/.test(messages[key].replaceAll(/\{\w+\}/g, '')),
    );
    const same =
      language === 'en' ? [] : OTHER_KEYS.filter((key) => messages[key] === english[key] && !SAME.test(messages[key]));
    expect([...wrong, ...same]).toEqual([]);
  });

  it('say what to do in a sentence, and what there is without its full stop', () => {
    const checks: readonly string[] = CHECK_NAMES;
    const findings = OTHER_KEYS.filter((key) => checks.includes(key.split('.', 1)[0] ?? ''));
    const todo = findings.filter((key) => key.endsWith('todo') && !messages[key].replace(/'$/, '.').endsWith('.'));
    expect([...todo, ...findings.filter((key) => !key.endsWith('todo') && messages[key].endsWith('.'))]).toEqual([]);
  });
});

describe('words in words', () => {
  it('are said in the same language, lists joined, and never cut', () => {
    const series = { say: 'numbers.left', words: { series: 'sscc', left: 'x'.repeat(300) } } as const;
    const said = inWords('de', {
      say: 'events.told',
      words: { events: 3, target: [series, 'b', { say: 'folder.this_station' }] },
    });
    expect(said).toBe(`3 Ereignisse warten auf sscc: noch ${'x'.repeat(300)}, b, dieser Station`);
    expect(inWords('pl', 'a\u0000b')).toBe('a b');
  });
});

describe('translate', () => {
  it.each([
    ['en', 'Wrong bin: this is A-01. Go to B-02.'],
    ['de', 'Falsches Fach: Das ist A-01. Geh zu B-02.'],
    ['es', 'Ubicación equivocada: esta es A-01. Ve a B-02.'],
    ['pl', 'Zła lokalizacja: to jest A-01. Idź do B-02.'],
  ] as const)('fills in the words in %s', (language, expected) => {
    expect(translate(language, 'pick.bin.wrong', { scanned: 'A-01', bin: 'B-02' })).toBe(expected);
  });

  it('fills in every placeholder of every message', () => {
    const unfilled = LANGUAGE_CODES.flatMap((language) =>
      KEYS.filter((key) => {
        const names = placeholders(en[key]);
        const text = translate(language, key, Object.fromEntries(names.map((name) => [name, `<${name}>`])));
        return names.some((name) => !text.includes(`<${name}>`)) || /[{}]/.test(text);
      }).map((key) => `${language} ${key}`),
    );
    expect(unfilled).toEqual([]);
  });

  it('fills in numbers, zero too', () => {
    expect(translate('en', 'pick.item.ok', { left: 0 })).toBe('Right item. 0 more.');
  });

  it.each([
    ['en', 'Weight is 12,300 g, 900 g was expected.'],
    ['de', 'Gewicht 12.300 g, erwartet 900 g.'],
    ['es', 'El peso es 12.300 g, se esperaban 900 g.'],
    ['pl', 'Waga 12\u00a0300 g, oczekiwano 900 g.'],
  ] as const)('writes numbers as people do in %s', (language, expected) => {
    expect(translate(language, 'pack.weight.discrepancy', { grams: 12_300, expected: 900 })).toContain(expected);
  });

  it('writes what a paper is called as it stands on it', () => {
    expect(translate('en', 'say.paper.page', { order: 'ORD-1', number: 1234, printer: 'A4' })).toContain('1234');
  });

  it('leaves no brace where a word is missing', () => {
    const texts = LANGUAGE_CODES.flatMap((language) => KEYS.map((key) => translate(language, key, {})));
    expect(texts.filter((text) => /[{}]/.test(text))).toEqual([]);
    expect(translate('en', 'signin.ok', {})).toBe('Hello .');
  });

  it('shows a word as it is: neither a pattern nor a placeholder in it is read', () => {
    expect(translate('en', 'pick.bin.wrong', { scanned: '$& {bin}', bin: 'B-02' })).toBe(
      'Wrong bin: this is $& {bin}. Go to B-02.',
    );
  });

  it('removes control characters of a word', () => {
    expect(translate('en', 'scan.malformed', { reason: 'a\u0000\r\n\u001bb\u007fc\u0085d' })).toBe(
      'Cannot be read: a b c d.',
    );
  });

  it('cuts a word that is too long to show', () => {
    expect(translate('en', 'scan.malformed', { reason: 'x'.repeat(5000) })).toBe(`Cannot be read: ${'x'.repeat(200)}.`);
  });

  it('says the other sentence that the words name', () => {
    expect(translate('de', 'pick.item.ok', { message: 'pick.item.detail', missing: 'lot' })).toBe(
      'Richtiger Artikel. Jetzt noch angeben: Charge.',
    );
  });

  it.each(['no.such.message', 'toString', '__proto__'])('says its own sentence when the words name %j', (message) => {
    expect(translate('de', 'signout.ok', { message })).toBe('Abgemeldet.');
  });
});
