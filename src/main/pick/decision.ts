import type { Code } from '../../shared/answers.ts';
import type { ShortReason } from '../../shared/command-barcodes.ts';
import { slotName } from '../../shared/slots.ts';
import type { ItemScan } from '../items/match.ts';
import type { MessageParameters } from '../messages/message.ts';
import { slotOf, type PickLine, type PickState } from './state.ts';

/* What a worker does on a pick, and what may come of it. A refusal leaves the state as it was. */

export type PickAction =
  | { readonly kind: 'bin'; readonly bin: string }
  | { readonly kind: 'item'; readonly scan: ItemScan }
  /** Lot, expiry or serial for the units scanned last, from a command or from a label of its own. */
  | {
      readonly kind: 'detail';
      readonly lot?: string | undefined;
      readonly serial?: string | undefined;
      readonly expiry?: string | undefined;
    }
  | { readonly kind: 'quantity'; readonly quantity: number }
  | { readonly kind: 'short'; readonly reason: ShortReason }
  | { readonly kind: 'skip' }
  | { readonly kind: 'tote'; readonly tote: string };

export type PickDecision =
  | {
      readonly ok: true;
      readonly code: Code;
      readonly state: PickState;
      /** Of the line it is about. */
      readonly slot: number;
      readonly lineNo: number | null;
      readonly closed: boolean;
      /** Units were scanned that go into the slot now. */
      readonly puts: boolean;
      readonly words: MessageParameters;
    }
  | {
      readonly ok: false;
      readonly code: Code;
      readonly slot: number;
      readonly lineNo: number | null;
      readonly words: MessageParameters;
    };

export type Accepted = Extract<PickDecision, { ok: true }>;

export function accept(
  code: Code,
  state: PickState,
  line: PickLine,
  words: MessageParameters,
  message?: string,
): Accepted {
  return {
    ok: true,
    code,
    state,
    slot: line.slot,
    lineNo: line.item.lineNo,
    closed: false,
    puts: false,
    words: message === undefined ? words : { ...words, message },
  };
}

export function refuse(code: Code, line: PickLine, words: MessageParameters = {}): PickDecision {
  return { ok: false, code, slot: line.slot, lineNo: line.item.lineNo, words };
}

export const putting = (decision: Accepted): Accepted => ({ ...decision, puts: true });

/** The slot of a line and its tote, in words; nothing where there is but one order. */
export function slotWords(state: PickState, { slot }: PickLine): Record<string, string> {
  if (state.batch === null) return {};
  return { slot: slotName(slot), tote: slotOf(state, slot).tote ?? '' };
}
