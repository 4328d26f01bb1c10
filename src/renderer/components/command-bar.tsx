import type { CommandDefinition, OfferedCommand } from '../../shared/command-list.ts';
import { useWords } from '../i18n/words.ts';
import './command-bar.css';

interface Props {
  readonly commands: readonly OfferedCommand[];
  readonly run: (command: CommandDefinition) => void;
}

/** What can be done by hand, with the key that does it. A command of this screen that is not possible yet keeps its place. */
export function CommandBar({ commands, run }: Props) {
  const t = useWords();
  return (
    <nav className="commands" aria-label={t('commands.label')}>
      {commands
        .filter(({ place }) => place === 'bar')
        .map((command) => (
          <button
            key={command.name}
            type="button"
            className="command"
            data-now={command.now}
            aria-disabled={command.now === 'later'}
            aria-keyshortcuts={command.hotkey}
            onClick={() => command.now !== 'later' && run(command)}
          >
            <span className="command-name">{t(`command.${command.name}`)}</span>
            <kbd className="command-key">{command.hotkey === 'Escape' ? 'Esc' : command.hotkey}</kbd>
          </button>
        ))}
    </nav>
  );
}
