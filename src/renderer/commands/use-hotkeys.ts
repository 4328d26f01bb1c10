import { useEffect, useEffectEvent } from 'react';
import type { CommandDefinition, OfferedCommand } from '../../shared/command-list.ts';

const hasModifier = (event: KeyboardEvent): boolean => event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;

/** The keys of the command bar, wherever the focus is. Not while a dialog is open: its keys are its own. */
export function useHotkeys(
  commands: readonly OfferedCommand[],
  isAsking: boolean,
  run: (command: CommandDefinition) => void,
): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isAsking || event.defaultPrevented || hasModifier(event)) return;
    const command = commands.find(({ hotkey }) => hotkey === event.key);
    if (command === undefined) return;
    event.preventDefault();
    // A key that is held down is one press.
    if (command.now !== 'later' && !event.repeat) run(command);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** 1 to 9 choose among the answers of a dialog. */
export function useDigitKeys(values: readonly string[], choose: (value: string) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || hasModifier(event) || !/^[1-9]$/.test(event.key)) return;
    const value = values[Number(event.key) - 1];
    if (value !== undefined) choose(value);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
