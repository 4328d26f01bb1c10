import { isStageOver, type Stage } from '../orders/states.ts';
import type { OrderStore } from '../orders/store.ts';
import type { BatchStore } from '../pick/batch-store.ts';
import type { SessionStore } from './session-store.ts';

export type JobAtHand = ReturnType<typeof createJobAtHand>;

/** What becomes of the job that is open at the terminal, when something happens to its order. */
export function createJobAtHand(parts: {
  readonly session: SessionStore;
  readonly orders: OrderStore;
  readonly batches: BatchStore;
}) {
  const { session, orders, batches } = parts;

  /** The job is over, if it was this order's (and this parcel's). */
  const ended = (orderId: string, parcel?: number): void => {
    const { job } = session.get();
    if (job?.orderId === orderId && (parcel === undefined || job.parcel === parcel)) session.closeJob();
  };

  /** The same, for the desk of a stage: an order that is through its stage is shown as done. */
  const endedAt =
    (stage: Stage) =>
    (orderId: string, parcel?: number): void => {
      ended(orderId, parcel);
      if (isStageOver(stage, orders.get(orderId)?.state)) session.setLastDone(orderId, stage, stage === 'pack');
    };

  /** The walk went on from one order to another: whoever is on it goes along. */
  const turned = (from: string, to: string): void => {
    const { job } = session.get();
    if (job?.orderId === from && job.stage === 'pick') session.openJob({ ...job, orderId: to });
  };

  /** Whatever a lead was asked about the order needs no answer any more. */
  const questionEnded = (orderId: string): void => {
    if (session.get().job?.stage === 'short') ended(orderId);
  };

  /** The order is not to be worked on any more: whoever has the goods in hand is shown where they belong, at once. */
  const stopped = (orderId: string, toPutBack: boolean): void => {
    if (session.get().job?.orderId !== orderId) return;
    if (toPutBack) session.openJob({ orderId, stage: 'put_back', parcel: null });
    else session.closeJob();
  };

  /** Who works on the order at this moment, also on a walk with others; null where nobody does. */
  const operatorOn = (orderId: string): string | null => {
    const { job, operatorId } = session.get();
    if (job === null) return null;
    const onWalk = job.stage === 'pick' ? batches.openWith(job.orderId) : undefined;
    const isInHand = job.orderId === orderId || onWalk?.slots.some((slot) => slot.orderId === orderId) === true;
    return isInHand ? operatorId : null;
  };

  return { ended, endedAt, turned, questionEnded, stopped, operatorOn };
}
