import { createInstance, type TFunction } from 'i18next';
import { LANGUAGE_CODES, type LanguageCode } from '../../shared/command-barcodes.ts';
import { useStation } from '../app/station-context.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { pl } from './pl.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    readonly resources: { readonly translation: typeof en };
    readonly keySeparator: false;
    readonly nsSeparator: false;
  }
}

/** Says a text of the window in one language: `t('count.done', { done: 1, quantity: 2 })`. */
export type Words = TFunction;

const i18n = createInstance({
  resources: {
    en: { translation: en },
    de: { translation: de },
    es: { translation: es },
    pl: { translation: pl },
  },
  fallbackLng: 'en',
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  // React writes text as text.
  interpolation: { escapeValue: false },
});
void i18n.init();

const byLanguage = Object.fromEntries(LANGUAGE_CODES.map((code) => [code, i18n.getFixedT(code)])) as Readonly<
  Record<LanguageCode, Words>
>;

export const wordsOf = (language: LanguageCode): Words => byLanguage[language];

/** Before the station has said its language: the system's, where it is one of ours. */
const ofSystem = (): LanguageCode =>
  LANGUAGE_CODES.find((code) => navigator.language.toLowerCase().startsWith(code)) ?? 'en';

export const useLanguage = (): LanguageCode => useStation(({ station }) => station?.facts.language) ?? ofSystem();

export const useWords = (): Words => byLanguage[useLanguage()];
