import type { Arguments } from './arguments.ts';
import { complain } from './output.ts';

/** `open`: the window. This version has none yet, and says what to use instead. */
export function open(_given: Arguments): Promise<number> {
  complain("This version has no window yet. 'pickspan terminal' is the whole station on standard input and output;");
  complain("'pickspan demo' shows a shift on it.");
  return Promise.resolve(2);
}
