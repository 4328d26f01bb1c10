import { refusal, type Acting, type Step } from '../audit/step.ts';
import type { AuditStore } from '../audit/store.ts';
import type { OrderStore } from '../orders/store.ts';
import type { PickAction } from '../pick/decision.ts';
import { decidePick } from '../pick/rules.ts';
import { openWords, shortStake, type PickState } from '../pick/state.ts';
import { reverse, undoOf, type PickUndo } from '../pick/undo.ts';
import type { PutBackStore } from './put-back-store.ts';

export type PutBackDesk = ReturnType<typeof createPutBackDesk>;

/** Bringing units back to their bins: the rules of picking, the other way round. No stage of the order, so no span. */
export function createPutBackDesk(parts: {
  readonly orders: OrderStore;
  readonly putBacks: PutBackStore;
  readonly audit: AuditStore;
  readonly jobEnded: (orderId: string) => void;
}) {
  const { orders, putBacks, audit } = parts;

  function load(orderId: string): PickState {
    const state = putBacks.load(orderId, orders.lines(orderId));
    if (state === undefined) throw new Error(`order ${orderId} has nothing to put back`);
    return state;
  }

  function finish(orderId: string): void {
    if (orders.get(orderId)?.state === 'cancelled') {
      orders.setState(orderId, 'put_back');
      orders.setTote(orderId, null);
    }
    parts.jobEnded(orderId);
  }

  return {
    load,
    isOpen: putBacks.isOpen,

    act(orderId: string, action: Exclude<PickAction, { kind: 'tote' }>, acting: Acting): Step {
      const before = load(orderId);
      const decision = decidePick(before, action, acting.nowMs);
      const about = { orderId, stage: 'put_back' as const, lineNo: decision.lineNo };
      if (!decision.ok) return refusal(decision.code, decision.words, about);
      const done = decision.code === 'pick.done';
      return {
        ok: true,
        code: done ? 'putback.done' : decision.code,
        words: decision.words,
        ...about,
        ...(action.kind === 'short' ? { stake: shortStake(before) } : {}),
        ...(done ? {} : { undo: undoOf(before, decision.state) }),
        apply() {
          putBacks.save(before, decision.state);
          if (done) finish(orderId);
        },
      };
    },

    done(orderId: string): Step {
      const words = { ...openWords(load(orderId)), message: 'putback.incomplete' };
      return refusal('pick.incomplete', words, { orderId, stage: 'put_back' });
    },

    undo(orderId: string): Step {
      const last = audit.lastStep(orderId, 'put_back');
      const about = { orderId, stage: 'put_back' as const };
      if (last === undefined) return refusal('undo.nothing', {}, about);
      const before = load(orderId);
      const reversed = reverse(before, JSON.parse(last.undo ?? '') as PickUndo);
      if (reversed === undefined) return refusal('undo.nothing', {}, about);
      return {
        ok: true,
        code: 'undo.ok',
        words: { what: last.code },
        ...about,
        lineNo: last.line_no,
        undoes: last.id,
        apply() {
          putBacks.save(before, reversed.state);
        },
      };
    },
  };
}
