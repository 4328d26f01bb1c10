import { useEffect, useState } from 'react';
import { useStation } from '../app/station-context.ts';
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/words.ts';
import './banner.css';

/** A short loss of focus is a click beside; a longer one is a scanner that types into another window. */
const DEAF_AFTER_MS = 400;

function useIsListening(): boolean {
  const [isListening, setListening] = useState(() => document.hasFocus());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => {
      clearTimeout(timer);
      if (document.hasFocus()) setListening(true);
      else timer = setTimeout(() => setListening(document.hasFocus()), DEAF_AFTER_MS);
    };
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
    };
  }, []);
  return isListening;
}

/** Loud, over the line of facts: scans do not arrive, here or at the station. Nothing else moves for it. */
export function Banner() {
  const t = useWords();
  const isListening = useIsListening();
  const connected = useStation((state) => state.connected);
  const waiting = useStation((state) => state.waiting);
  if (isListening && connected) return null;
  const away = waiting === 0 ? t('banner.away') : t('banner.away_waiting', { count: waiting });
  return (
    <button type="button" className="banner" data-why={connected ? 'deaf' : 'away'} onClick={() => window.focus()}>
      <Icon name="attention" />
      <span role="alert">{connected ? t('banner.deaf') : away}</span>
    </button>
  );
}
