import type { OperatorRole } from '../../../shared/people.ts';
import { CHOICE_KEYS, useChoiceKeys } from '../../commands/use-hotkeys.ts';
import { Choices } from '../../components/choices.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { useWords } from '../../i18n/words.ts';

export const ROLE_ICONS: Readonly<Record<OperatorRole, IconName>> = {
  worker: 'badge',
  lead: 'checks',
  admin: 'settings',
};

interface Props {
  readonly roles: readonly OperatorRole[];
  readonly chosen?: OperatorRole;
  readonly choose: (role: OperatorRole) => void;
}

/** The roles, each with what it may do. Their keys are the first of the dialog. */
export function RoleChoices({ roles, chosen, choose }: Props) {
  const t = useWords();
  const take = (value: string): void => {
    const role = roles.find((each) => each === value);
    if (role !== undefined) choose(role);
  };
  useChoiceKeys(roles, take);
  return (
    <div className="roles">
      <Choices
        label={t('people.role')}
        choices={roles.map((value) => ({
          value,
          label: (
            <span className="role-name">
              <Icon name={ROLE_ICONS[value]} />
              {t(`role.${value}`)}
            </span>
          ),
          note: t(`people.may.${value}`),
        }))}
        {...(chosen === undefined ? {} : { chosen })}
        keys={CHOICE_KEYS}
        choose={take}
      />
    </div>
  );
}
