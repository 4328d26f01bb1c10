import { LANGUAGE_CODES } from '../../shared/command-barcodes.ts';
import { useLanguage, useWords, wordsOf } from '../i18n/words.ts';
import { useStore } from './station-context.ts';

/** The language as something to choose: each by its own name, and chosen by its command as from a barcode. */
export function useLanguageChoice() {
  const t = useWords();
  const chosen = useLanguage();
  const store = useStore();
  return {
    label: t('signin.language'),
    choices: LANGUAGE_CODES.map((value) => ({
      value,
      label: <span lang={value}>{wordsOf(value)('language.name')}</span>,
    })),
    chosen,
    choose: (value: string) => store.submit({ text: `PS:LANG:${value}`, entry: 'touch', startedMs: performance.now() }),
  };
}
