import { useEffect, useEffectEvent } from 'react';
import type { CommandDefinition, OfferedCommand } from '../../shared/command-list.ts';
import { useStore } from '../app/station-context.ts';
import type { KeyStroke } from '../scanner/events.ts';

/*
 * Keys come from the scanner's adapter, which knows a person's from a scanner's: those of a scan set nothing off. One that
 * is held down comes once.
 */

const hasModifier = ({ ctrl, alt, meta, shift }: KeyStroke): boolean => ctrl || alt || meta || shift;

/** A person's keys without a modifier, by their names; what is typed into a field is not among them. */
export function useKeys(press: (key: string) => void): void {
  const store = useStore();
  const pressed = useEffectEvent((stroke: KeyStroke) => {
    if (!hasModifier(stroke)) press(stroke.key);
  });
  useEffect(() => store.onKey((stroke) => pressed(stroke)), [store]);
}

/** The keys of the command bar, wherever the focus is. Not while a dialog is open: its keys are its own. */
export function useHotkeys(
  commands: readonly OfferedCommand[],
  isAsking: boolean,
  run: (command: CommandDefinition) => void,
): void {
  useKeys((key) => {
    const command = isAsking ? undefined : commands.find(({ hotkey, place }) => hotkey === key && place !== 'more');
    if (command !== undefined && command.now !== 'later') run(command);
  });
}

/**
 * Keys of the answers of a dialog, in their order. Function keys, because a digit may be the first sign of a scan, and a
 * scan must never answer a question.
 */
export const CHOICE_KEYS = ['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F9', 'F10'] as const;

export function useChoiceKeys(values: readonly string[], choose: (value: string) => void): void {
  useKeys((key) => {
    const value = values[CHOICE_KEYS.findIndex((of) => of === key)];
    if (value !== undefined) choose(value);
  });
}
