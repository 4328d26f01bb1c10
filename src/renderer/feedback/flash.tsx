import { useEffect, useState } from 'react';
import { useStation, useStore } from '../app/station-context.ts';
import { slotName } from '../../shared/slots.ts';
import type { Answered } from '../app/store.ts';
import { SOUND_ICON } from '../components/answer-strip.tsx';
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/words.ts';
import { useAnswerText } from './answer-text.ts';
import './flash.css';

/** Fewer than three flashes in a second, however fast somebody scans (WCAG 2.3.1): those between only change the words. */
const BETWEEN_MS = 600;

/**
 * The whole window in the colour of the answer, with its icon and words, for a moment. An error leaves its frame around
 * the window until the next good scan or a tap.
 */
export function Flash() {
  const t = useWords();
  const store = useStore();
  const isOn = useStation(({ station }) => station?.preferences.flash ?? true);
  const understood = useStation((state) => state.understood);
  const [shown, setShown] = useState<{ readonly answer: Answered; readonly flash: number; readonly at: number } | null>(
    null,
  );
  const text = useAnswerText(shown?.answer ?? null);

  useEffect(
    () =>
      store.onAnswer((answer) => {
        const at = performance.now();
        setShown((now) => {
          const isAgain = now !== null && at - now.at < BETWEEN_MS;
          return { answer, flash: isAgain ? now.flash : answer.count, at: isAgain ? now.at : at };
        });
      }),
    [store],
  );
  useEffect(() => {
    const tap = (): void => store.understand();
    window.addEventListener('pointerdown', tap);
    return () => window.removeEventListener('pointerdown', tap);
  }, [store]);

  if (shown === null) return null;
  const { outcome } = shown.answer;
  const { sound } = outcome;
  const slot = 'slot' in outcome ? outcome.slot : undefined;
  return (
    <div className="flash" aria-hidden="true" data-sound={sound}>
      {!understood && <div className="flash-frame" />}
      {isOn && (
        <div className="flash-wash" key={shown.flash}>
          {slot === undefined ? <Icon name={SOUND_ICON[sound]} /> : <p className="flash-slot code">{slotName(slot)}</p>}
          <p className="flash-word">{t(`answer.${sound}`)}</p>
          <p className="flash-text">{text}</p>
        </div>
      )}
    </div>
  );
}
