import { Choices } from '../components/choices.tsx';
import { CHOICE_KEYS, useChoiceKeys } from './use-hotkeys.ts';

interface Props {
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly sure: () => void;
  readonly leave: () => void;
}

/** What cannot be taken back at once is asked again. */
export function Sure({ question, yes, no, sure, leave }: Props) {
  const take = (value: string): void => (value === 'yes' ? sure() : leave());
  useChoiceKeys(['yes', 'no'], take);
  return (
    <Choices
      label={question}
      choices={[
        { value: 'yes', label: yes },
        { value: 'no', label: no },
      ]}
      keys={CHOICE_KEYS}
      choose={take}
    />
  );
}
