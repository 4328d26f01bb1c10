import { useState } from 'react';
import { badgeOf, OPERATOR_ROLES, type OperatorRole, type Person } from '../../../shared/people.ts';
import { useBorrowedScans } from '../../app/use-borrowed-scans.ts';
import { CHOICE_KEYS, useChoiceKeys } from '../../commands/use-hotkeys.ts';
import { Choices } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EntryForm } from '../../components/entry-form.tsx';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { NewPin } from './new-pin.tsx';
import { RoleChoices } from './role-choices.tsx';
import { Said } from './said.tsx';
import { useChange } from './use-change.ts';

interface Props {
  readonly people: readonly Person[];
  /** A badge that is known already, and may be let in again. */
  readonly begin: Person | null;
  readonly isFirst: boolean;
  /** The badge that was scanned is somebody's. */
  readonly known: (id: string) => void;
  readonly done: (said: string) => void;
  readonly close: () => void;
}

/** Takes somebody in, one question after the other: badge, name, role, PIN. Nothing is kept before the last. */
export function AddPerson({ people, begin, isFirst, known, done, close }: Props) {
  const t = useWords();
  const [id, setId] = useState(begin?.id ?? null);
  const [name, setName] = useState<string | null>(null);
  const [role, setRole] = useState<OperatorRole | null>(null);
  const { change, fault } = useChange(done);
  const before = people.find((person) => person.id === id);
  if (id === null) {
    const take = (badge: string): void =>
      people.some((person) => person.id === badge && person.active) ? known(badge) : setId(badge);
    return (
      <Dialog key="badge" title={t('people.whose')} close={close}>
        <AskBadge take={take} />
      </Dialog>
    );
  }
  if (name === null) {
    const title = t('people.name_of', { badge: shown(id) });
    return (
      <Dialog key="name" title={title} close={close}>
        <EntryForm label={title} kind="text" begin={before?.name ?? id} enter={setName} />
      </Dialog>
    );
  }
  if (role === null) {
    return (
      <Dialog key="role" title={t('people.role_of', { name: shown(name) })} close={close}>
        {isFirst && <p className="people-hint">{t('people.first_admin')}</p>}
        <RoleChoices roles={isFirst ? ['admin'] : OPERATOR_ROLES} choose={setRole} />
      </Dialog>
    );
  }
  const enter = (pin: string | null): void =>
    change({ expects: 'new', id, name, role, pin }, t('people.added', { name: shown(name) }));
  return (
    <Dialog key="pin" title={t('people.pin_for', { name: shown(name) })} close={close}>
      <NewPin enter={enter} fault={fault}>
        <WithoutPin choose={() => enter(null)} note={role === 'worker' ? undefined : t('people.pin_advised')} />
      </NewPin>
    </Dialog>
  );
}

function AskBadge({ take }: { readonly take: (badge: string) => void }) {
  const t = useWords();
  const [isWrong, setWrong] = useState(false);
  const read = (text: string | null, entry: 'scan' | 'typed'): void => {
    const badge = text === null ? undefined : badgeOf(text, entry);
    setWrong(badge === undefined);
    if (badge !== undefined) take(badge);
  };
  useBorrowedScans((text) => read(text, 'scan'));
  return (
    <>
      <p className="people-scan">
        <Icon name="badge" />
        {t('people.scan_badge')}
      </p>
      <Said fault={isWrong ? t('people.no_badge') : null} />
      <EntryForm label={t('people.whose')} kind="text" enter={(text) => read(text, 'typed')} />
    </>
  );
}

function WithoutPin({ choose, note }: { readonly choose: () => void; readonly note: string | undefined }) {
  const t = useWords();
  useChoiceKeys(['none'], choose);
  return (
    <Choices
      label={t('people.without_pin')}
      choices={[{ value: 'none', label: t('people.without_pin'), note }]}
      keys={CHOICE_KEYS}
      choose={choose}
    />
  );
}
