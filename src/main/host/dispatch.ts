import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CONTRACT, type CallName, type Reply, type ResultOf } from '../../shared/contract.ts';

/** Every call of the contract as the station does it, with inputs that were checked already. */
export type StationCalls = {
  readonly [Name in CallName]: (
    input: v.InferOutput<(typeof CONTRACT)[Name]['input']>,
  ) => ResultOf<Name> | Promise<ResultOf<Name>>;
};

/** Told of a bug: the id that the window shows, and what was thrown. */
export type Report = (id: string, error: unknown) => void;

/**
 * One call from a window, whatever brought it: looked up among the contract's own names, its input checked, its result
 * or the reason why there is none as data. Never throws; a bug is named by an id and told to `report`, in no detail to
 * the window.
 */
export async function dispatch(
  calls: StationCalls,
  name: string,
  input: unknown,
  report: Report,
): Promise<Reply<unknown>> {
  if (!isCallName(name)) return { ok: false, code: 'invalid', message: 'The station knows no such call.' };
  const checked = v.safeParse(CONTRACT[name].input, input);
  if (!checked.success) return { ok: false, code: 'invalid', message: faultsOf(checked.issues) };
  const call = calls[name] as (input: unknown) => unknown;
  try {
    return { ok: true, result: await call(checked.output) };
  } catch (error) {
    const id = randomUUID();
    report(id, error);
    return { ok: false, code: 'internal', message: id };
  }
}

/** Own names only: `constructor` and its like are no calls. */
function isCallName(name: string): name is CallName {
  return Object.hasOwn(CONTRACT, name);
}

const MAX_FAULTS = 5;
const MAX_LENGTH = 500;

/** Where the input is wrong and what was expected there; never the value itself, which may be a megabyte or a PIN. */
function faultsOf(issues: readonly v.BaseIssue<unknown>[]): string {
  const faults = issues
    .slice(0, MAX_FAULTS)
    .map((issue) => `${v.getDotPath(issue) ?? '(input)'}: expected ${issue.expected ?? issue.type}`);
  return faults.join('; ').slice(0, MAX_LENGTH);
}
