import type { Person } from '../../../shared/people.ts';
import { useNow } from '../../app/use-now.ts';
import { Icon, type IconName } from '../../components/icon.tsx';
import { formatDaysAgo, formatDuration } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { ROLE_ICONS } from './role-choices.tsx';

/** Somebody at a glance; a press shows what can be done. */
export function PersonRow({ person, open }: { readonly person: Person; readonly open: () => void }) {
  const t = useWords();
  const language = useLanguage();
  const now = useNow();
  const { id, name, role, active, seen } = person;
  return (
    <button type="button" className="person" data-active={active} onClick={open}>
      <span className="person-who">
        <bdi className="person-name">{shown(name)}</bdi>
        {name !== id && <bdi className="code said-quiet">{shown(id)}</bdi>}
      </span>
      <Fact icon={ROLE_ICONS[role]}>{t(`role.${role}`)}</Fact>
      {active ? <PinFact person={person} /> : <Fact icon="cross">{t('people.blocked')}</Fact>}
      <span className="person-seen said-quiet">
        {seen === null ? t('people.never') : t('people.seen', { when: formatDaysAgo(language, seen, now) })}
      </span>
    </button>
  );
}

/** Whether a PIN is asked for, and what became of wrong ones. Without one a badge that is found opens too much. */
function PinFact({ person }: { readonly person: Person }) {
  const t = useWords();
  const language = useLanguage();
  const { role, has_pin: hasPin, wrong_pins: wrong, wait_s: wait } = person;
  if (!hasPin) {
    const isRisk = role !== 'worker';
    return (
      <Fact icon={isRisk ? 'attention' : 'badge'} loud={isRisk}>
        {t('people.no_pin')}
      </Fact>
    );
  }
  if (wrong === 0) return <Fact icon="pin">{t('pin.label')}</Fact>;
  const words = t('people.wrong', { count: wrong });
  const waits = t('people.wait', { time: formatDuration(language, wait) }).replaceAll(' ', '\u00A0');
  return (
    <Fact icon="clock" loud>
      {wait === 0 ? words : `${words}: ${waits}`}
    </Fact>
  );
}

interface FactProps {
  readonly icon: IconName;
  readonly loud?: boolean;
  readonly children: string;
}

function Fact({ icon, loud = false, children }: FactProps) {
  return (
    <span className="person-fact" data-loud={loud}>
      <Icon name={icon} />
      {children}
    </span>
  );
}
