import type { Code } from '../../shared/answers.ts';
import type { LanguageCode } from '../../shared/command-barcodes.ts';
import { de } from './de.ts';
import { en, type ExtraMessage, type Messages } from './en.ts';
import { es } from './es.ts';
import type { MessageParameters } from './message.ts';
import { pl } from './pl.ts';
import { inWords } from './terms.ts';

/** As the window writes them: 1,300 in English, 1.300 in German. */
function numberOf(language: LanguageCode, value: number): string {
  // Making a format is slow, and a station speaks one language or two.
  const format = formats.get(language) ?? new Intl.NumberFormat(language);
  formats.set(language, format);
  return format.format(value);
}
const formats = new Map<LanguageCode, Intl.NumberFormat>();

const catalogs: Readonly<Record<LanguageCode, Messages>> = { en, de, es, pl };

/**
 * A message in a language, with its words filled in, the station's own codes among them in that language. A name without a word stays empty: a message must never fail.
 * Control characters of scanned text are not shown.
 */
export function translate(language: LanguageCode, key: Code | ExtraMessage, words: MessageParameters): string {
  const catalog = catalogs[language];
  const other = words.message;
  const text = other !== undefined && Object.hasOwn(catalog, other) ? catalog[other as ExtraMessage] : catalog[key];
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    wordOf(language, name, Object.hasOwn(words, name) ? words[name] : undefined),
  );
}

function wordOf(language: LanguageCode, name: string, word: string | number | undefined): string {
  // `number` is what a parcel or manifest is called, no count.
  if (typeof word === 'number') return name === 'number' ? String(word) : numberOf(language, word);
  return shown(inWords(language, name, word ?? ''));
}

const shown = (word: string): string => word.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 200);
