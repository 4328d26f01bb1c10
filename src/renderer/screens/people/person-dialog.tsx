import { useState } from 'react';
import { OPERATOR_ROLES, type Person } from '../../../shared/people.ts';
import { Sure } from '../../commands/sure.tsx';
import { CHOICE_KEYS, useChoiceKeys } from '../../commands/use-hotkeys.ts';
import { Choices } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { EntryForm } from '../../components/entry-form.tsx';
import { useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { NewPin } from './new-pin.tsx';
import { RoleChoices } from './role-choices.tsx';
import { Said } from './said.tsx';
import { useChange } from './use-change.ts';

interface Props {
  readonly person: Person;
  /** Only the wait may be ended here. */
  readonly inFile: boolean;
  readonly letIn: () => void;
  readonly done: (said: string) => void;
  readonly close: () => void;
}

type Action = 'forgive' | 'pin' | 'remove_pin' | 'rename' | 'block' | 'let_in';

function actionsFor({ active, has_pin: hasPin, wrong_pins: wrong }: Person, inFile: boolean): readonly Action[] {
  if (!active) return inFile ? [] : ['let_in'];
  const forgive: readonly Action[] = wrong > 0 ? ['forgive'] : [];
  if (inFile) return forgive;
  return [...forgive, 'pin', ...(hasPin ? (['remove_pin'] as const) : []), 'rename', 'block'];
}

/** What can be done about somebody. What could not be taken back at once is asked again. */
export function PersonDialog({ person, inFile, letIn, done, close }: Props) {
  const t = useWords();
  const [asking, ask] = useState<Exclude<Action, 'forgive' | 'let_in'> | null>(null);
  const { change, fault } = useChange(done);
  const { id, active } = person;
  const name = shown(person.name);
  const saved = t('people.saved', { name });
  const known = { expects: 'known', id } as const;

  if (asking === 'pin') {
    return (
      <Dialog key="pin" title={t('people.pin_for', { name })} close={close}>
        <NewPin enter={(pin) => change({ ...known, pin }, saved)} fault={fault} />
      </Dialog>
    );
  }
  if (asking === 'rename') {
    const title = t('people.name_of', { badge: shown(id) });
    return (
      <Dialog key="name" title={title} close={close}>
        <EntryForm
          label={title}
          kind="text"
          begin={person.name}
          enter={(next) => change({ ...known, name: next }, t('people.saved', { name: shown(next) }))}
        />
        <Said fault={fault} />
      </Dialog>
    );
  }
  if (asking !== null) {
    const wanted = asking === 'block' ? ({ active: false } as const) : { pin: null };
    return (
      <Dialog key="sure" title={t(`people.sure.${asking}`, { name })} close={close}>
        <p className="people-hint">{t(`people.about.${asking}`, { name })}</p>
        <Said fault={fault} />
        <Sure
          question={t('people.actions')}
          yes={t(`people.${asking}`)}
          no={t('people.leave')}
          sure={() => change({ ...known, ...wanted }, saved)}
          leave={close}
        />
      </Dialog>
    );
  }
  const start = (action: Action): void => {
    if (action === 'forgive') change({ ...known, forgiven: true }, saved);
    else if (action === 'let_in') letIn();
    else ask(action);
  };
  return (
    <Dialog key="person" title={name} close={close}>
      <div className="person-asked">
        <p className="said-quiet code">{shown(id)}</p>
        {inFile && <p className="people-hint">{t('people.in_file')}</p>}
        {active && !inFile && (
          <RoleChoices
            roles={OPERATOR_ROLES}
            chosen={person.role}
            choose={(role) => (role === person.role ? close() : change({ ...known, role }, saved))}
          />
        )}
        <Actions
          actions={actionsFor(person, inFile)}
          firstKey={active && !inFile ? 3 : 0}
          start={start}
          hasPin={person.has_pin}
        />
        {fault !== null && <Said fault={fault} />}
      </div>
    </Dialog>
  );
}

interface ActionsProps {
  readonly actions: readonly Action[];
  /** The place of their first key: those before it are the roles'. */
  readonly firstKey: number;
  readonly hasPin: boolean;
  readonly start: (action: Action) => void;
}

function Actions({ actions, firstKey, hasPin, start }: ActionsProps) {
  const t = useWords();
  const take = (value: string): void => {
    const action = actions.find((each) => each === value);
    if (action !== undefined) start(action);
  };
  useChoiceKeys([...Array.from({ length: firstKey }, () => ''), ...actions], take);
  return (
    <Choices
      label={t('people.actions')}
      choices={actions.map((value) => ({
        value,
        label: t(value === 'pin' && hasPin ? 'people.new_pin' : `people.${value}`),
      }))}
      keys={CHOICE_KEYS.slice(firstKey)}
      choose={take}
    />
  );
}
