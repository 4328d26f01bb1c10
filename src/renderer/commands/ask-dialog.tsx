import {
  RELEASE_REASONS,
  REPRINT_REASONS,
  WEIGHT_REASONS,
  offeredCommands,
  walkSizes,
  type Asks,
  type CommandDefinition,
} from '../../shared/command-list.ts';
import { LANGUAGE_CODES, SHORT_REASONS } from '../../shared/command-barcodes.ts';
import type { Facts } from '../../shared/facts.ts';
import type { View } from '../../shared/views.ts';
import { useFacts } from '../app/station-context.ts';
import { Choices } from '../components/choices.tsx';
import { Dialog } from '../components/dialog.tsx';
import { EntryForm } from '../components/entry-form.tsx';
import { useLanguage, useWords, wordsOf, type Words } from '../i18n/words.ts';
import { CHOICE_KEYS, useChoiceKeys } from './use-hotkeys.ts';

interface Props {
  readonly command: CommandDefinition & { readonly asks: Asks };
  readonly view: View;
  /** Sends what was asked for: the argument of the command. */
  readonly answer: (argument: string) => void;
  readonly close: () => void;
}

type Choice = { readonly value: string; readonly label: string; readonly note?: string };

/** Asks for what a command needs: one of few answers, a number, a day, or a text. */
export function AskDialog({ command: { asks }, view, answer, close }: Props) {
  const t = useWords();
  const language = useLanguage();
  const title = t(`ask.${asks}`);
  const choices = choicesOf(asks, view, useFacts(), t);
  useChoiceKeys(choices?.map(({ value }) => value) ?? [], answer);
  return (
    <Dialog title={title} close={close}>
      {choices === undefined ? (
        <EntryForm label={title} kind={KIND[asks] ?? 'text'} enter={answer} />
      ) : (
        <Choices
          label={title}
          choices={choices}
          keys={CHOICE_KEYS}
          choose={answer}
          chosen={asks === 'language' ? language : null}
        />
      )}
    </Dialog>
  );
}

const KIND: Partial<Record<Asks, 'number' | 'date'>> = { quantity: 'number', weight: 'number', expiry: 'date' };

function choicesOf(asks: Asks, view: View, facts: Facts, t: Words): readonly Choice[] | undefined {
  const { print } = facts;
  switch (asks) {
    case 'short':
      return SHORT_REASONS.map((value) => ({ value, label: t(`short.${value}`) }));
    case 'reason':
      if (view.kind === 'question' && view.question === 'lead')
        return RELEASE_REASONS.map((value) => ({ value, label: t(`release.${value}`) }));
      return WEIGHT_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }));
    case 'reprint':
      return REPRINT_REASONS.map((value) => ({ value, label: t(`reprint.${value}`) }));
    case 'printer':
      return print.printers.map(({ name, problem }) => ({
        value: name,
        label: name,
        ...(problem === null ? {} : { note: t(`printer.${problem}`) }),
      }));
    case 'language':
      return LANGUAGE_CODES.map((value) => ({ value, label: wordsOf(value)('language.name') }));
    case 'box':
      return view.kind === 'pack'
        ? view.boxes.map(({ code, name }) => ({ value: code, label: name, ...(name === code ? {} : { note: code }) }))
        : [];
    case 'carrier':
      return view.kind === 'home'
        ? view.piles.map(({ carrier, name, parcels }) => ({
            value: carrier,
            label: name,
            note: t('home.parcels', { count: parcels }),
          }))
        : [];
    case 'walk':
      return view.kind === 'home'
        ? walkSizes(view.walk_up_to).map((size) => ({ value: String(size), label: t('home.orders', { count: size }) }))
        : [];
    case 'more':
      return offeredCommands(view, facts)
        .filter(({ place }) => place === 'more')
        .map(({ name }) => ({ value: name, label: t(`command.${name}`) }));
    case 'code':
    case 'quantity':
    case 'weight':
    case 'tote':
    case 'lot':
    case 'serial':
    case 'expiry':
      return undefined;
  }
}
