import type { PeopleFault } from '../../shared/people.ts';
import { changed, type Operator, type OperatorChange } from './store.ts';

/* What may become of the operators. Pure. */

export interface Changing {
  readonly changes: readonly OperatorChange[];
  /** What the badges must be for them. */
  readonly expects: 'new' | 'known' | 'any';
  /** Of the window, or of the command line, whose user has the folder and can mend what a window could not. */
  readonly by: 'window' | 'command';
  /** Whether the list stands in `station.json`. */
  readonly inFile: boolean;
}

export interface Obstacle {
  readonly why: Exclude<PeopleFault, 'role' | 'disk'>;
  /** The badge that it is about. */
  readonly id: string;
}

/** Why changes are not made, all of them; undefined where nothing is in their way. */
export function obstacleTo(now: readonly Operator[], { changes, expects, by, inFile }: Changing): Obstacle | undefined {
  const active = new Set(now.filter((each) => each.active).map(({ id }) => id));
  for (const change of changes) {
    const { id } = change;
    if (inFile && !onlyForgives(change)) return { why: 'in_file', id };
    if (expects === 'new' && active.has(id)) return { why: 'taken', id };
    if (expects === 'known' && !active.has(id)) return { why: 'unknown', id };
  }
  const [first] = changes;
  if (by === 'command' || first === undefined || hasAdmin(after(now, changes))) return undefined;
  return { why: active.size === 0 ? 'first_admin' : 'last_admin', id: first.id };
}

/** How long a badge waits is no part of the list. */
const onlyForgives = ({ name, role, pin, active, forgiven }: OperatorChange): boolean =>
  forgiven === true && [name, role, pin, active].every((value) => value === undefined);

const hasAdmin = (operators: Iterable<Operator>): boolean =>
  [...operators].some(({ role, active }) => active && role === 'admin');

function after(now: readonly Operator[], changes: readonly OperatorChange[]): Iterable<Operator> {
  const operators = new Map(now.map((each) => [each.id, each]));
  for (const change of changes) operators.set(change.id, changed(operators.get(change.id), change));
  return operators.values();
}
