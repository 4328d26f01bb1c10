import type { View } from '../../../shared/views.ts';
import type { Bench } from './bench.ts';

/** Something that goes otherwise than planned, once in a shift, at the first view in which it can. */
export interface Mistake<V extends View, Tool = undefined> {
  readonly name: string;
  readonly fits: (view: V) => boolean;
  readonly make: (bench: Bench, view: V, tool: Tool) => Promise<void>;
}

/**
 * Picks the mistake that is due: none is made twice, and no order sees more than one of a list.
 * @param made the names of those made so far; the one that is returned is added.
 */
export function createHabits<V extends View & { readonly order_id: string }, Tool>(
  mistakes: readonly Mistake<V, Tool>[],
  made: Set<string>,
): (view: V) => Mistake<V, Tool> | undefined {
  const troubled = new Set<string>();
  return (view) => {
    if (troubled.has(view.order_id)) return undefined;
    const due = mistakes.find(({ name, fits }) => !made.has(name) && fits(view));
    if (due === undefined) return undefined;
    made.add(due.name);
    troubled.add(view.order_id);
    return due;
  };
}
