import { usePlace } from '../../app/use-place.ts';
import { useStation, useStore } from '../../app/station-context.ts';
import { useWords } from '../../i18n/words.ts';
import './set-up-page.css';

/** A station that nobody has set up: offered, never in the way. A badge goes on at once, and so does who tries it out. */
export function FirstRun() {
  const t = useWords();
  const store = useStore();
  const { move } = usePlace();
  const isOffered = useStation(({ station }) => station !== null && station.first_run && !station.preferences.trying);
  if (!isOffered) return null;
  return (
    <section className="first-run" aria-label={t('setup.title')}>
      <p>{t('setup.first')}</p>
      <div className="one-of">
        <button type="button" className="button" data-loud onClick={() => move({ to: 'setup' })}>
          {t('setup.open')}
        </button>
        <button type="button" className="button" onClick={() => store.setPreferences({ trying: true })}>
          {t('setup.try')}
        </button>
      </div>
    </section>
  );
}
