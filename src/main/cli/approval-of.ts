import type { Approval } from '../station/operators-desk.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { readSecret } from './read-secret.ts';

/** `--lead BADGE --reason TEXT`: who lets it pass, and why; the PIN comes on standard input. */
export async function approvalOf({ values }: Arguments): Promise<Approval | undefined> {
  const { lead: badge, reason } = values;
  if (badge === undefined) return undefined;
  if (reason === undefined) throw new UsageError('say why: --reason TEXT');
  const pin = await readSecret('PIN of the lead (Enter: none): ');
  return { badge, reason, pin: pin === '' ? null : pin };
}
