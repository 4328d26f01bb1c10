import type { Answered } from '../app/store.ts';
import { useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';

/** What an answer says, with its doubts: the station's own words, or the window's where the station gave none. */
export function useAnswerText(answer: Answered | null): string {
  const t = useWords();
  if (answer === null) return '';
  const { outcome } = answer;
  if ('failed' in outcome) return t(`answer.${outcome.failed}`);
  // What was taken needs no doubt; what was refused may have been read wrongly.
  const doubts = outcome.ok ? [] : (answer.scan.doubts ?? []).map((doubt) => t(`doubt.${doubt}`));
  return shown([outcome.message, ...(outcome.warnings ?? []), ...doubts].join(' '));
}
