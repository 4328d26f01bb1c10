import { COMMAND_LIST } from '../../shared/command-list.ts';
import { useStore } from '../app/station-context.ts';
import { useWords } from '../i18n/words.ts';
import { Icon } from './icon.tsx';

const PREVIEW = COMMAND_LIST.find(({ name }) => name === 'preview');

/** Shows the paper of an order wherever that makes sense. */
export const PAPER_KEY = PREVIEW?.hotkey ?? '';

/** Asks the station which paper is meant here; its answer brings the page with it (use-place.ts). */
export function PaperButton() {
  const t = useWords();
  const store = useStore();
  const ask = (): void => store.submit({ text: PREVIEW?.code ?? '', entry: 'touch', startedMs: performance.now() });
  return (
    <button type="button" className="button paper-button" aria-keyshortcuts={PAPER_KEY} onClick={ask}>
      <Icon name="printer" />
      {t('command.preview')}
    </button>
  );
}
