import type { ControlAnswer } from '../control/protocol.ts';
import { reasonOf } from '../database/folder-problem.ts';
import type { Inbox, Look } from '../exchange/inbox.ts';
import { shown } from '../exchange/inbox-names.ts';

/** As many names as a line of stderr can hold. */
const MAX_NAMES = 5;

/** Takes what lies in the inbox now, and says what came of it and what was left. */
export async function takeInbox(inbox: Inbox): Promise<ControlAnswer> {
  try {
    const look = await inbox.look({ stillBy: 'written' });
    const outcomes = look.taken.flatMap(({ outcomes }) => outcomes);
    const refused = outcomes.filter(({ result }) => result === 'refused').length;
    return {
      lines: outcomes.map((outcome) => JSON.stringify(outcome)),
      errors: [...refusals(look, refused, outcomes.length), ...leftovers(look)],
      exit: refused === 0 && look.troubles.length === 0 ? 0 : 1,
    };
  } catch (error) {
    return { lines: [], errors: [`The inbox cannot be used: ${reasonOf(error)}.`], exit: 1 };
  }
}

function refusals({ taken }: Look, refused: number, all: number): string[] {
  if (refused === 0) return [];
  const files = taken.filter(({ to }) => to === 'refused').map(({ name }) => shown(name));
  return [`${refused} of ${all} refused; the reasons lie in inbox/refused with ${some(files)}.`];
}

function leftovers({ young, others, troubles }: Look): string[] {
  const left = [
    ...young.map((name) => `${shown(name)} (just written)`),
    ...others.map((name) => `${shown(name)} (no file)`),
    ...troubles.map(({ name, code }) => `${shown(name)} (${code})`),
  ];
  return left.length === 0 ? [] : [`Left in the inbox: ${some(left)}.`];
}

const some = (names: readonly string[]): string =>
  names.length <= MAX_NAMES
    ? names.join(', ')
    : `${names.slice(0, MAX_NAMES).join(', ')} and ${names.length - MAX_NAMES} more`;
