import type { View } from '../../../shared/views.ts';
import type { Parts } from '../parts.ts';
import type { Say } from './say.ts';

/** Counted no further: more than that many waiting orders is 'many' to whoever stands here. */
const COUNT_LIMIT = 1000;

/** The stage an order is in while it is put down. */
const STAGE_OF_STATE: Readonly<Record<string, string>> = { picking: 'pick', packing: 'pack', shipping: 'ship' };

/** What waits here, what was put down, and what lies about that belongs back in its bin. */
export function homeView({ orders, parcels, putBacks, settings }: Parts, operator: string, say: Say): View {
  const roles = new Set(settings.station.roles);
  const count = (state: Parameters<typeof orders.countUpTo>[0]): number => orders.countUpTo(state, COUNT_LIMIT);
  const waiting = {
    pick: roles.has('pick') ? count('ready') : 0,
    pack: roles.has('pack') ? count('picked') : 0,
    ship: roles.has('ship') ? count('packed') + parcels.ordersHalfShipped(COUNT_LIMIT) : 0,
    held: count('held'),
  };
  const putDown = orders.allPutDown().map((order) => ({
    order_id: order.order_id,
    stage: STAGE_OF_STATE[order.state] ?? order.state,
    operator: order.put_down_by,
  }));
  const putBack = putBacks.open();
  const idle = waiting.pick + waiting.pack + waiting.ship + putDown.length + putBack.length === 0;
  return {
    kind: 'home',
    operator,
    expect: ['command', 'order'],
    say: say(idle ? 'say.home.empty' : 'say.home'),
    progress: { done: 0, total: 0 },
    waiting,
    put_back: putBack,
    put_down: putDown,
  };
}
