import type { Code } from '../../shared/answers.ts';
import type { LanguageCode } from '../../shared/command-barcodes.ts';
import { de } from './de.ts';
import { en, type ExtraMessage, type Messages } from './en.ts';
import { es } from './es.ts';
import type { MessageParameters } from './message.ts';
import { pl } from './pl.ts';
import { inWords } from './terms.ts';

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
    shown(inWords(language, name, String((Object.hasOwn(words, name) ? words[name] : undefined) ?? ''))),
  );
}

const shown = (word: string): string => word.replaceAll(/\p{Cc}+/gu, ' ').slice(0, 200);
