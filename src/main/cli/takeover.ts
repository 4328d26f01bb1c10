import { approvalOf } from './approval-of.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { doOrHandOver } from './hold.ts';
import { tell } from './output.ts';

/**
 * `takeover STATION [--lead BADGE --reason TEXT]`: a lead's deliberate step; with operators set up the lead's PIN is read
 * from standard input. Exit 1 when an order of that station could not be taken.
 */
export async function takeover(given: Arguments): Promise<number> {
  const [station] = given.positionals;
  if (station === undefined) throw new UsageError("which station? 'pickspan takeover STATION'");
  const answer = await doOrHandOver(given.folder, 'takeover', {
    ask: 'takeover',
    station,
    approval: await approvalOf(given),
  });
  return tell(answer);
}
