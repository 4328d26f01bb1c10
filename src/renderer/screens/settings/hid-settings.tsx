import { useState } from 'react';
import { useHidScanners } from '../../app/hid-scanners.ts';
import { useFacts } from '../../app/station-context.ts';
import { useWords } from '../../i18n/words.ts';

/** Scanners in HID-POS mode: a browser gives one to the page only when somebody presses for it, once. */
export function HidSettings() {
  const t = useWords();
  const { isPossible, connected, connect } = useHidScanners();
  const isAllowed = useFacts().devices.hid;
  const [hasFailed, setFailed] = useState(false);
  if (!isAllowed) return null;
  const press = (): void => {
    setFailed(false);
    connect().catch(() => setFailed(true));
  };
  return (
    <section className="section settings-scanner">
      <h2>{t('settings.hid')}</h2>
      <p className="said-quiet" role="status">
        {hasFailed
          ? t('settings.hid_failed')
          : connected.length > 0
            ? t('settings.hid_connected', { names: connected.join(', ') })
            : t(isPossible ? 'settings.hid_none' : 'settings.hid_unsupported')}
      </p>
      {isPossible && (
        <button type="button" className="button" onClick={press}>
          {t('settings.hid_connect')}
        </button>
      )}
    </section>
  );
}
