import type { OrderStore } from '../orders/store.ts';
import type { Batch, BatchStore } from './batch-store.ts';
import { orderAtHand, type PickState } from './state.ts';
import type { PickStore } from './store.ts';

export type Walks = ReturnType<typeof createWalks>;

/** Walks as they are stored: the pick of one order, or the picks of all orders of a batch as one. */
export function createWalks(parts: {
  readonly orders: OrderStore;
  readonly picks: PickStore;
  readonly batches: BatchStore;
}) {
  const { orders, picks, batches } = parts;

  function pickOf(orderId: string): PickState {
    const state = picks.load(orderId, orders.lines(orderId));
    if (state === undefined) throw new Error(`order ${orderId} is not being picked`);
    return state;
  }

  function walkOf({ id, confirmsPut, slots, bin, slot, lineNo }: Batch): PickState {
    const loaded = slots.filter(({ closed }) => !closed).map(({ no, orderId }) => ({ no, pick: pickOf(orderId) }));
    return {
      batch: { id, confirmsPut },
      slots: loaded.flatMap(({ no, pick }) => pick.slots.map((each) => ({ ...each, no }))),
      bin,
      slot,
      lineNo,
      lines: loaded.flatMap(({ no, pick }) => pick.lines.map((line) => ({ ...line, slot: no }))),
    };
  }

  /**
   * The walk that an order is on.
   * @throws when the order is not being picked, and never was.
   */
  const load = (orderId: string): PickState => {
    const batch = batches.openWith(orderId);
    return batch === undefined ? pickOf(orderId) : walkOf(batch);
  };

  return {
    load,

    /** Writes what differs: lines, totes, and where the walk is. */
    save: (before: PickState, after: PickState): void => {
      picks.save(before, after);
      const { batch } = after;
      const hasMoved = before.bin !== after.bin || before.slot !== after.slot || before.lineNo !== after.lineNo;
      if (batch !== null && hasMoved) batches.stand(batch.id, after);
      for (const { no, orderId, tote } of after.slots) {
        const was = before.slots.find((slot) => slot.no === no)?.tote;
        if (was !== tote) orders.setTote(orderId, tote);
      }
      moveMark(before, after);
    },
  };

  /** A walk that was put down is found by the order at hand. */
  function moveMark(before: PickState, after: PickState): void {
    const from = orderAtHand(before);
    const to = orderAtHand(after);
    const mark = from === to ? undefined : orders.get(from);
    if (mark?.put_down_by === undefined || mark.put_down_by === null) return;
    orders.setPutDown(from, null, null);
    orders.setPutDown(to, mark.put_down_by, mark.put_down_ms);
  }
}
