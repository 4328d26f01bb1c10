import type { Sound } from '../../shared/answers.ts';
import { useStation } from '../app/station-context.ts';
import { useWords } from '../i18n/words.ts';
import { fit, shown } from '../look/text-length.ts';
import { useAnswerText } from '../feedback/answer-text.ts';
import { Icon, type IconName } from './icon.tsx';
import './answer-strip.css';

export const SOUND_ICON: Readonly<Record<Sound, IconName>> = {
  ok: 'check',
  done: 'checks',
  attention: 'attention',
  error: 'cross',
};

/** What the last scan meant: icon, word, colour. Its place is kept for the longest answer, so nothing moves. */
export function AnswerStrip() {
  const t = useWords();
  const answer = useStation((state) => state.answer);
  const text = useAnswerText(answer);
  if (answer === null) {
    return (
      <section className="answer" data-sound="none" aria-label={t('answer.label')}>
        <Icon name="scan" />
        <p className="answer-text">{t('answer.ready')}</p>
      </section>
    );
  }
  const { sound } = answer.outcome;
  const word = t(`answer.${sound}`);
  return (
    <section className="answer" data-sound={sound} aria-label={t('answer.label')}>
      <Icon name={SOUND_ICON[sound]} />
      <p className="answer-text" data-length={fit(text, [105, 190])}>
        <strong>{word}</strong> <span dir="auto">{text}</span>
      </p>
      {(answer.scan.entry === 'scan' || answer.scan.entry === 'camera') && (
        <p className="answer-scanned code">
          <bdi>{shown(answer.scan.text.slice(0, 60))}</bdi>
        </p>
      )}
    </section>
  );
}
