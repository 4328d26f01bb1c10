import type { Finding } from '../../../shared/set-up.ts';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';

const ICON = { ok: 'check', note: 'attention', problem: 'cross' } as const;

/** What a test came to: how it stands, what there is, and what to do. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const t = useWords();
  return (
    <ul className="set-up-findings">
      {findings.map(({ check, state, what, todo }) => (
        <li key={`${check} ${what}`} data-state={state}>
          <Icon name={ICON[state]} />
          <div>
            <p>
              <strong>{t(`setup.found.${state}`)}</strong> {shown(what)}
            </p>
            {todo !== null && <p>{shown(todo)}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
