import { usePageKeys } from '../commands/use-page-keys.ts';
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/words.ts';
import { MORE_KEY } from './page.ts';
import { usePlace } from './use-place.ts';

/** The quiet way to the pages beside the work, and back. */
export function MoreButton() {
  const t = useWords();
  const { place, move } = usePlace();
  usePageKeys();
  return (
    <button
      type="button"
      className="facts-button facts-more"
      aria-keyshortcuts={MORE_KEY}
      aria-expanded={place.page !== 'work'}
      onClick={() => move({ to: 'more' })}
    >
      <Icon name={place.page === 'work' ? 'more' : 'cross'} />
      <span className="unseen">{t('pages.more')}</span>
      <kbd className="command-key">{MORE_KEY}</kbd>
    </button>
  );
}
