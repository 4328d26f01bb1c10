import { useState } from 'react';
import { DEFAULT_PREFERENCES, THEMES } from '../../../shared/preferences.ts';
import { useStation, useStore } from '../../app/station-context.ts';
import { useLanguageChoice } from '../../app/use-language-choice.tsx';
import { usePlace } from '../../app/use-place.ts';
import { Page } from '../../components/page.tsx';
import { useWords } from '../../i18n/words.ts';
import { HidSettings } from './hid-settings.tsx';
import { OneOf } from './one-of.tsx';
import { ScannerSetUp } from './scanner-set-up.tsx';
import { SoundSettings } from './sound-settings.tsx';
import './settings-page.css';

/** How this station's window looks, sounds, speaks and listens. Every change holds at once, for all who come. */
export function SettingsPage() {
  const t = useWords();
  const languages = useLanguageChoice();
  const store = useStore();
  const { move } = usePlace();
  const preferences = useStation(({ station }) => station?.preferences) ?? DEFAULT_PREFERENCES;
  const [isSettingUp, setSettingUp] = useState(false);
  if (isSettingUp) return <ScannerSetUp close={() => setSettingUp(false)} />;
  const { scanner } = preferences;
  return (
    <Page name="settings" title={t('pages.settings')}>
      <div className="settings">
        <OneOf
          label={t('settings.theme')}
          choices={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          chosen={preferences.theme}
          choose={(theme) => store.setPreferences({ theme })}
        />
        <OneOf {...languages} />
        <SoundSettings preferences={preferences} />
        <OneOf
          label={t('settings.flash')}
          choices={[
            { value: 'on', label: t('settings.on') },
            { value: 'off', label: t('settings.off') },
          ]}
          chosen={preferences.flash ? 'on' : 'off'}
          choose={(value) => store.setPreferences({ flash: value === 'on' })}
        />
        <section className="section settings-scanner">
          <h2>{t('settings.scanner')}</h2>
          <p className="said-quiet">
            {t('settings.scanner_now', { terminator: scanner.terminator, gap: scanner.gapMs })}
          </p>
          <button type="button" className="button" onClick={() => setSettingUp(true)}>
            {t('settings.set_up')}
          </button>
        </section>
        <HidSettings />
        <section className="section settings-station">
          <h2>{t('setup.title')}</h2>
          <p className="said-quiet">{t('setup.about')}</p>
          <button type="button" className="button" onClick={() => move({ to: 'setup' })}>
            {t('setup.open')}
          </button>
        </section>
      </div>
    </Page>
  );
}
