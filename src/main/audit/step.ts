import type { Code, Origin, Sound } from '../../shared/answers.ts';
import type { MessageParameters, Said } from '../messages/message.ts';
import type { Work } from '../orders/states.ts';
import type { Stake } from '../people/roles.ts';
import type { LooseAttributes } from '../trace/attributes.ts';

/** What a step gets done. A step that takes another back has it negative. */
export interface WorkDone {
  /** Orders whose stage it ends. */
  readonly orders?: number;
  readonly lines?: number;
  readonly units?: number;
}

/**
 * What an input comes to, before anything is written: the answer, the row for the audit log, and what is to be done if
 * it is accepted. Deciding never writes; so a refusal cannot leave anything behind but its row.
 */
export interface Step {
  readonly ok: boolean;
  readonly code: Code;
  readonly words: MessageParameters;
  readonly sound?: Sound;
  readonly warnings?: readonly Said[];
  readonly orderId?: string | null;
  readonly stage?: Work | null;
  readonly lineNo?: number | null;
  /** Whose step it is, where that is not who was signed in before it. */
  readonly operatorId?: string;
  /** The paper that a window is to show. */
  readonly paper?: number;
  /** Facts of the step, shown as attributes of its span event. */
  readonly detail?: LooseAttributes;
  /** Of a walk with several orders: where a unit went, or is to go. */
  readonly slot?: number;
  /** What puts the step back. */
  readonly undo?: unknown;
  /** For the figures, which are counted from the audit log. */
  readonly work?: WorkDone;
  /** The row of the audit log that this step takes back. */
  readonly undoes?: number;
  /** How much is decided here, where more than so much is a lead's to decide. */
  readonly stake?: Stake | undefined;
  /** The lead who approved it, and the row of the input that waited for that. */
  readonly approverId?: string;
  readonly completes?: number;
  /** Writes what the step changes, in the transaction and after the audit row. */
  readonly apply?: (auditId: number) => void;
  /** What a refusal leaves behind besides its row: a question put to a lead, a wrong PIN counted. */
  readonly note?: (auditId: number) => void;
}

/** Who acts, and when: the same for everything that one input changes. */
export interface Acting {
  readonly operatorId: string | null;
  readonly nowMs: number;
  /** How the input was made; absent where no worker made one. */
  readonly entry?: Origin;
}

export function refusal(
  code: Code,
  words: MessageParameters = {},
  about: Pick<Step, 'orderId' | 'stage' | 'lineNo' | 'detail'> = {},
): Step {
  return { ok: false, code, words, ...about };
}
