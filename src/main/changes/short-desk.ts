import { refusal, type Step } from '../audit/step.ts';
import type { OrderEvents } from '../orders/events-out.ts';
import type { OrderStore } from '../orders/store.ts';
import type { PickStore } from '../pick/store.ts';

export type ShortDesk = ReturnType<typeof createShortDesk>;

/** An order that waits because lines of it are short: a lead lets it go on with what there is, or leaves it. */
export function createShortDesk(parts: {
  readonly orders: OrderStore;
  readonly picks: PickStore;
  readonly events: OrderEvents;
  readonly jobEnded: (orderId: string) => void;
}) {
  const { orders, picks, events } = parts;

  /** What is missing, in words. */
  function missing(orderId: string): string {
    const picked = picks.pickedOf(orderId);
    return orders
      .lines(orderId)
      .map((line) => ({ line, done: units(picked?.get(line.lineNo)?.units ?? []) }))
      .filter(({ line, done }) => done < line.quantity)
      .map(({ line, done }) => `${line.quantity - done} x ${line.name}`)
      .join(', ');
  }

  return {
    missing,

    open: (orderId: string): Step => ({
      ok: true,
      code: 'short.opened',
      words: { order: orderId, items: missing(orderId) },
      sound: 'attention',
      orderId,
      stage: 'short',
    }),

    release(orderId: string): Step {
      const about = { orderId, stage: 'short' as const };
      const picked = [...(picks.pickedOf(orderId)?.values() ?? [])].reduce((sum, line) => sum + units(line.units), 0);
      if (picked === 0) return refusal('short.nothing', { order: orderId }, about);
      return {
        ok: true,
        code: 'short.released',
        words: { order: orderId },
        ...about,
        apply() {
          orders.setState(orderId, 'picked');
          events.emit(orderId, 'picked', 'pick');
          parts.jobEnded(orderId);
        },
      };
    },
  };
}

const units = (taken: readonly { readonly quantity: number }[]): number =>
  taken.reduce((sum, { quantity }) => sum + quantity, 0);
