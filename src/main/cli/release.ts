import { approvalOf } from './approval-of.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { doOrHandOver } from './hold.ts';
import { tell } from './output.ts';

/**
 * `release ORDER [--lead BADGE] [--reason TEXT]`: a lead's word, without the terminal; with operators set up the lead's PIN is
 * read from standard input. Exit 1 when the order waits for none, or not for this one yet.
 */
export async function release(given: Arguments): Promise<number> {
  const [order] = given.positionals;
  if (order === undefined) throw new UsageError("which order? 'pickspan release ORDER'");
  const answer = await doOrHandOver(given.folder, 'release', {
    ask: 'release',
    order,
    approval: await approvalOf(given),
    ...(given.values['reason'] === undefined ? {} : { reason: given.values['reason'] }),
  });
  return tell(answer);
}
