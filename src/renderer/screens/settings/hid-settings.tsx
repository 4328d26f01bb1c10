import { useState } from 'react';
import { useHid } from '../../app/hid-at-bench.ts';
import { useFacts } from '../../app/station-context.ts';
import { useWords } from '../../i18n/words.ts';

/** Scanners in HID-POS mode and scales on USB: a browser gives one to the page only when somebody presses for it, once. */
export function HidSettings() {
  const { hid, scale } = useFacts().devices;
  return (
    <>
      {hid && <HidKindSettings kind="scanners" />}
      {scale && <HidKindSettings kind="scale" />}
    </>
  );
}

const WORDS = {
  scanners: { title: 'settings.hid', none: 'settings.hid_none', connect: 'settings.hid_connect' },
  scale: { title: 'settings.scale', none: 'settings.scale_none', connect: 'settings.scale_connect' },
} as const;

function HidKindSettings({ kind }: { readonly kind: keyof typeof WORDS }) {
  const t = useWords();
  const { isPossible, connected, connect } = useHid(kind);
  const [hasFailed, setFailed] = useState(false);
  const words = WORDS[kind];
  const press = (): void => {
    setFailed(false);
    connect().catch(() => setFailed(true));
  };
  return (
    <section className="section settings-scanner">
      <h2>{t(words.title)}</h2>
      <p className="said-quiet" role="status">
        {hasFailed
          ? t('settings.hid_failed')
          : connected.length > 0
            ? t('settings.hid_connected', { names: connected.join(', ') })
            : t(isPossible ? words.none : 'settings.hid_unsupported')}
      </p>
      {isPossible && (
        <button type="button" className="button" onClick={press}>
          {t(words.connect)}
        </button>
      )}
    </section>
  );
}
