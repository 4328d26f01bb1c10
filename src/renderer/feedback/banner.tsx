import { useEffect, useState } from 'react';
import { useStation } from '../app/station-context.ts';
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/words.ts';
import './banner.css';

/** A short loss of focus is a click beside; a longer one is a scanner that types into another window. */
const DEAF_AFTER_MS = 400;

/** Whether the scanner's adapter hears keys, but for a moment. */
function useIsDeaf(): boolean {
  const isListening = useStation(({ listening }) => listening);
  const [isDeaf, setDeaf] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDeaf(!isListening), isListening ? 0 : DEAF_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isListening]);
  return isDeaf && !isListening;
}

/** Loud, over the line of facts: scans do not arrive, here or at the station. Nothing else moves for it. */
export function Banner() {
  const t = useWords();
  const isDeaf = useIsDeaf();
  const connected = useStation((state) => state.connected);
  const waiting = useStation((state) => state.waiting);
  if (!isDeaf && connected) return null;
  const away = waiting === 0 ? t('banner.away') : t('banner.away_waiting', { count: waiting });
  return (
    <button type="button" className="banner" data-why={connected ? 'deaf' : 'away'} onClick={() => window.focus()}>
      <Icon name="attention" />
      <span role="alert">{connected ? t('banner.deaf') : away}</span>
    </button>
  );
}
