import type { LanguageCode } from '../../shared/command-barcodes.ts';
import { de } from './de.ts';
import { en, type Messages } from './en.ts';
import { es } from './es.ts';
import { gs1De } from './gs1/de.ts';
import { gs1En, type Gs1Key } from './gs1/en.ts';
import { gs1Es } from './gs1/es.ts';
import { gs1Pl } from './gs1/pl.ts';
import type { MessageKey, MessageParameters, Word } from './message.ts';
import { pl } from './pl.ts';
import { setUpDe } from './set-up/de.ts';
import { setUpEn, type SetUpKey } from './set-up/en.ts';
import { setUpEs } from './set-up/es.ts';
import { setUpPl } from './set-up/pl.ts';

type Catalog = Messages & Readonly<Record<Gs1Key | SetUpKey, string>>;

const catalogs: Readonly<Record<LanguageCode, Catalog>> = {
  en: { ...en, ...gs1En, ...setUpEn },
  de: { ...de, ...gs1De, ...setUpDe },
  es: { ...es, ...gs1Es, ...setUpEs },
  pl: { ...pl, ...gs1Pl, ...setUpPl },
};

/** Scanned text can be of any length; what a screen of a worker shows of it cannot. */
const LONGEST_WORD = 200;

/** Words of a message that hold terms of ours, by their English names; what is none stays as it is. */
const TERMED: ReadonlySet<string> = new Set(['missing', 'reason', 'role', 'state']);

/**
 * A message in a language, with its words filled in. A name without a word stays empty: a message must never fail.
 * Control characters of scanned text are not shown.
 */
export function translate(language: LanguageCode, key: MessageKey, words: MessageParameters): string {
  const other = words.message;
  const known = other !== undefined && Object.hasOwn(catalogs[language], other);
  return filled(language, known ? (other as MessageKey) : key, words, LONGEST_WORD);
}

/** What is not for a worker's screen alone, in a language: nothing of it is cut. */
export const inWords = (language: LanguageCode, word: Word): string => spoken(language, word, Infinity);

function filled(language: LanguageCode, key: MessageKey, words: MessageParameters, longest: number): string {
  return catalogs[language][key].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const word = (Object.hasOwn(words, name) ? words[name] : undefined) ?? '';
    const said = typeof word === 'string' && TERMED.has(name) ? word.split(', ').map(termOr) : word;
    return spoken(language, said, longest).slice(0, longest);
  });
}

const termOr = (word: string): Word => {
  const key = `term.${word}`;
  return Object.hasOwn(en, key) ? { say: key as MessageKey } : word;
};

function spoken(language: LanguageCode, word: Word, longest: number): string {
  if (typeof word === 'string' || typeof word === 'number') return String(word).replaceAll(/\p{Cc}+/gu, ' ');
  if (!('say' in word)) return word.map((each) => spoken(language, each, longest)).join(', ');
  return filled(language, word.say, word.words ?? {}, longest);
}
