import type { Bench, Moment } from './bench.ts';

export type Stage = 'pick' | 'pack' | 'ship';

/** What a shift did with an order, told by the worker and not by the station. */
export interface OrderLog {
  readonly began: Partial<Record<Stage, Moment>>;
  readonly ended: Partial<Record<Stage, Moment>>;
  /** Units in the hands of the packer, by SKU. */
  readonly packed: Map<string, number>;
  /** Units that went back to their bins because the customer does not want them any more, by SKU. */
  readonly putBack: Map<string, number>;
  parcels: number;
  /** Tracking number of a label that no longer holds. */
  withdrawn: string | undefined;
}

export interface ShiftLog {
  readonly orders: ReadonlyMap<string, OrderLog>;
  /** The same stage may be opened again after it was put down: only the first time begins it. */
  readonly begin: (orderId: string, stage: Stage, bench: Bench) => void;
  /** What ended in another way than by the worker's scan keeps its own moment. */
  readonly end: (orderId: string, stage: Stage, bench: Pick<Bench, 'moment'>) => void;
  readonly of: (orderId: string) => OrderLog;
  /** Names of the mistakes that were made. */
  readonly mistakes: Set<string>;
}

export function createLog(): ShiftLog {
  const orders = new Map<string, OrderLog>();
  const of = (orderId: string): OrderLog => {
    const known = orders.get(orderId);
    if (known !== undefined) return known;
    const fresh: OrderLog = {
      began: {},
      ended: {},
      packed: new Map(),
      putBack: new Map(),
      parcels: 0,
      withdrawn: undefined,
    };
    orders.set(orderId, fresh);
    return fresh;
  };
  return {
    orders,
    of,
    begin: (orderId, stage, bench) => void (of(orderId).began[stage] ??= bench.moment()),
    end: (orderId, stage, bench) => void (of(orderId).ended[stage] ??= bench.moment()),
    mistakes: new Set(),
  };
}
