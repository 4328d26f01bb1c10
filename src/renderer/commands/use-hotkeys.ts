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

/**
 * Keys of the answers of a dialog, in their order. Function keys, because a digit may be the first sign of a scan, and a
 * scan must never answer a question.
 */
export const CHOICE_KEYS = ['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F9', 'F10'] as const;

export function useChoiceKeys(values: readonly string[], choose: (value: string) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const value = values[CHOICE_KEYS.findIndex((key) => key === event.key)];
    if (value === undefined || event.defaultPrevented || hasModifier(event)) return;
    event.preventDefault();
    // The key that opened the dialog may still be down.
    if (!event.repeat) choose(value);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}
