import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../i18n/words.ts';
import { Icon } from './icon.tsx';
import './dialog.css';

interface Props {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A question over the screen. The native element keeps the focus inside, gives it back, and closes by Escape. */
export function Dialog({ title, close, children }: Props) {
  const t = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Where the keys belong: a field, else nothing that a stray Enter would press.
    (element?.querySelector<HTMLElement>('input') ?? element?.querySelector('h2'))?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog
      className="dialog"
      ref={dialog}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <header className="dialog-head">
        <h2 id="dialog-title" tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="dialog-close" onClick={close}>
          <Icon name="cross" />
          <span className="unseen">{t('ask.close')}</span>
          <kbd className="command-key">Esc</kbd>
        </button>
      </header>
      {children}
    </dialog>
  );
}
