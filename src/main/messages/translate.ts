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

/** How the words of a message are written. */
interface Manner {
  /** Scanned text can be of any length; what a screen of a worker shows of it cannot. */
  readonly longest: number;
  readonly number: (language: LanguageCode, name: string, value: number) => string;
}

const formats = new Map<LanguageCode, Intl.NumberFormat>();
/** As the window writes them: 1,300 in English, 1.300 in German. */
function grouped(language: LanguageCode, value: number): string {
  // Making a format is slow, and a station speaks one language or two.
  const format = formats.get(language) ?? new Intl.NumberFormat(language);
  formats.set(language, format);
  return format.format(value);
}

const AT_WORK: Manner = {
  longest: 200,
  // `number` is what a parcel or manifest is called, no count.
  number: (language, name, value) => (name === 'number' ? String(value) : grouped(language, value)),
};
/** Ports, schemas and the like are among the numbers, and whoever looks into a station wants all of a text. */
const IN_FULL: Manner = { longest: Infinity, number: (_language, _name, value) => String(value) };

/** Words of a message that are terms of ours, one or several with commas between them; what is none stays as it is. */
const TERMED: ReadonlySet<string> = new Set(['missing', 'reason', 'role', 'state', 'expected']);

/**
 * A message in a language, with its words filled in, the station's own codes among them in that language. A name without
 * a word stays empty: a message must never fail. Control characters of scanned text are not shown.
 */
export function translate(language: LanguageCode, key: MessageKey, words: MessageParameters): string {
  const other = words.message;
  const known = other !== undefined && Object.hasOwn(catalogs[language], other);
  return filled(language, known ? (other as MessageKey) : key, words, AT_WORK);
}

/** What is not for a worker's screen alone, in a language: nothing of it is cut. */
export const inWords = (language: LanguageCode, word: Word): string => spoken(language, '', word, IN_FULL);

function filled(language: LanguageCode, key: MessageKey, words: MessageParameters, manner: Manner): string {
  return catalogs[language][key].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const word = (Object.hasOwn(words, name) ? words[name] : undefined) ?? '';
    const said = typeof word === 'string' && TERMED.has(name) ? termsOr(word) : word;
    return spoken(language, name, said, manner).slice(0, manner.longest);
  });
}

/** Where one of several is somebody else's word, all are left as they are. */
function termsOr(word: string): Word {
  const keys = word.split(', ').map((each) => `term.${each}`);
  return keys.every((key) => Object.hasOwn(en, key)) ? keys.map((key) => ({ say: key as MessageKey })) : word;
}

function spoken(language: LanguageCode, name: string, word: Word, manner: Manner): string {
  if (typeof word === 'number') return manner.number(language, name, word);
  if (typeof word === 'string') return word.replaceAll(/\p{Cc}+/gu, ' ');
  if (!('say' in word)) return word.map((each) => spoken(language, name, each, manner)).join(', ');
  return filled(language, word.say, word.words ?? {}, manner);
}
