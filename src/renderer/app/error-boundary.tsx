import { Component, useEffect, useEffectEvent, type ReactNode } from 'react';
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/words.ts';
import { useStore } from './station-context.ts';
import './error-boundary.css';

/** Long enough to be read, and that a screen that fails every time does not flicker. */
const AGAIN_MS = 4000;

/**
 * Around what may have a fault of its own: instead of it calm words and a way back. It is drawn anew by itself from a
 * fresh snapshot. What was wrong is told by `onCaughtError` of the root.
 */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFault: boolean }> {
  override state = { hasFault: false };

  static getDerivedStateFromError(): { readonly hasFault: boolean } {
    return { hasFault: true };
  }

  override render(): ReactNode {
    return this.state.hasFault ? <Fault again={() => this.setState({ hasFault: false })} /> : this.props.children;
  }
}

function Fault({ again }: { readonly again: () => void }) {
  const t = useWords();
  const store = useStore();
  const reload = (): void => void store.refresh().finally(again);
  const reloadInTime = useEffectEvent(reload);
  useEffect(() => {
    const timer = setTimeout(() => reloadInTime(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="fault">
      <Icon name="attention" />
      <h1>{t('fault.title')}</h1>
      <p>{t('fault.kept')}</p>
      <button type="button" onClick={reload}>
        {t('fault.again')}
      </button>
    </main>
  );
}
