import { useEffect, useState } from 'react';
import { offeredCommands, type Asks, type CommandDefinition, type OfferedCommand } from '../../shared/command-list.ts';
import type { View } from '../../shared/views.ts';
import { useFacts, useStore } from '../app/station-context.ts';
import { useHotkeys } from './use-hotkeys.ts';

interface Commands {
  readonly offered: readonly OfferedCommand[];
  readonly run: (command: CommandDefinition) => void;
  /** The command whose argument is being asked for. */
  readonly asking: (CommandDefinition & { readonly asks: Asks }) | null;
  readonly answer: (argument: string) => void;
  readonly close: () => void;
}

/** Buttons, hotkeys and dialogs of a screen: all end in the text that a printed barcode of the command says. */
export function useCommands(view: View): Commands {
  const store = useStore();
  const offered = offeredCommands(view, useFacts());
  const [asking, setAsking] = useState<Commands['asking']>(null);
  const close = (): void => setAsking(null);

  const submit = (text: string, entry: 'touch' | 'typed'): void =>
    store.submit({ text, entry, startedMs: performance.now() });

  const run = (command: CommandDefinition): void => {
    const { asks } = command;
    if (asks === undefined) submit(command.code, 'touch');
    else setAsking({ ...command, asks });
  };
  const answer = (argument: string): void => {
    const further = asking?.asks === 'more' ? offered.find(({ name }) => name === argument) : undefined;
    if (further !== undefined) run(further);
    else submit(`${asking?.code ?? ''}${argument}`, asking?.asks === 'code' ? 'typed' : 'touch');
  };
  // A scan is an answer too: whatever was asked is settled by it.
  useEffect(() => store.onScan(() => setAsking(null)), [store]);
  useHotkeys(offered, asking !== null, run);

  return {
    offered,
    run,
    asking,
    answer,
    close,
  };
}
