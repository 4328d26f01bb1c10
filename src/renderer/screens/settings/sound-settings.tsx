import { useState } from 'react';
import type { Sound } from '../../../shared/answers.ts';
import type { Preferences } from '../../../shared/preferences.ts';
import { useStore } from '../../app/station-context.ts';
import { SOUND_ICON } from '../../components/answer-strip.tsx';
import { Icon } from '../../components/icon.tsx';
import { play, SOUNDS } from '../../feedback/sounds.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';

/** How loud, whether at all, and each of the four sounds to be heard before the shift. */
export function SoundSettings({ preferences }: { readonly preferences: Preferences }) {
  const t = useWords();
  const language = useLanguage();
  const store = useStore();
  const { muted } = preferences;
  // While the hand is on it the slider leads; what it was left at is kept.
  const [held, setHeld] = useState<number | null>(null);
  const volume = held ?? preferences.volume;
  const leave = (): void => {
    if (held === null) return;
    store.setPreferences({ volume: held });
    play('ok', held);
    setHeld(null);
  };
  return (
    <section className="section settings-sound">
      <h2>{t('settings.sound')}</h2>
      <div className="settings-volume">
        <Icon name="sound" />
        <input
          type="range"
          aria-label={t('settings.volume')}
          min={0}
          max={100}
          step={5}
          value={Math.round(volume * 100)}
          onChange={({ target }) => setHeld(Number(target.value) / 100)}
          onPointerUp={leave}
          onKeyUp={leave}
          onBlur={leave}
        />
        <output>{formatNumber(language, Math.round(volume * 100))}</output>
        <button
          type="button"
          className="button"
          aria-pressed={muted}
          onClick={() => store.setPreferences({ muted: !muted })}
        >
          {t('settings.mute')}
        </button>
      </div>
      <div className="one-of" role="group" aria-label={t('settings.test')}>
        {(Object.keys(SOUNDS) as Sound[]).map((sound) => (
          <button
            key={sound}
            type="button"
            className="button settings-test"
            data-sound={sound}
            onClick={() => play(sound, volume)}
          >
            <Icon name={SOUND_ICON[sound]} />
            {t(`answer.${sound}`)}
          </button>
        ))}
      </div>
    </section>
  );
}
