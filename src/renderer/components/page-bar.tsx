import { PAGES } from '../app/page.ts';
import { useStation } from '../app/station-context.ts';
import { usePlace } from '../app/use-place.ts';
import { useWords } from '../i18n/words.ts';
import { Icon } from './icon.tsx';
import './page-bar.css';

/** Back to the work, and the other pages: where the commands are while one works. */
export function PageBar() {
  const t = useWords();
  const { place, move } = usePlace();
  const demo = useStation(({ station }) => station?.demo ?? false);
  return (
    <nav className="commands page-bar" aria-label={t('pages.label')}>
      <button
        type="button"
        className="command"
        data-now="next"
        aria-keyshortcuts="Escape"
        onClick={() => move({ to: 'work' })}
      >
        <span className="command-name">{t('pages.work')}</span>
        <kbd className="command-key">Esc</kbd>
      </button>
      {PAGES.filter(({ name }) => demo || name !== 'samples').map(({ name, hotkey, icon }) => (
        <button
          key={name}
          type="button"
          className="command"
          aria-current={place.page === name ? 'page' : undefined}
          aria-keyshortcuts={hotkey}
          onClick={() => move({ to: name })}
        >
          <span className="command-name">{t(`pages.${name}`)}</span>
          <span className="page-bar-key">
            <Icon name={icon} />
            <kbd className="command-key">{hotkey}</kbd>
          </span>
        </button>
      ))}
    </nav>
  );
}
