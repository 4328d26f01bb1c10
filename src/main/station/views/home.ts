import type { NextOrder, View } from '../../../shared/views.ts';
import { isoTime } from '../../exchange/time.ts';
import type { OrderRow } from '../../orders/store.ts';
import type { Parts } from '../parts.ts';
import type { Say } from './say.ts';

/** Counted no further: more than that many waiting orders is 'many' to whoever stands here. */
const COUNT_LIMIT = 1000;

/** How long the screen says what came of a take-over. */
const TAKEOVER_SHOWN_MS = 10 * 60_000;

/** The stage an order is in while it is put down. */
const STAGE_OF_STATE: Readonly<Record<string, string>> = { picking: 'pick', packing: 'pack', shipping: 'ship' };

/** What waits here, what was put down, and what lies about that belongs back in its bin. */
export function homeView(parts: Parts, operator: string, say: Say): View {
  const { orders, parcels, putBacks, settings, clock } = parts;
  const roles = new Set(settings.station.roles);
  const count = (state: Parameters<typeof orders.countUpTo>[0]): number => orders.countUpTo(state, COUNT_LIMIT);
  const waiting = {
    pick: roles.has('pick') ? count('ready') : 0,
    pack: roles.has('pack') ? count('picked') : 0,
    ship: roles.has('ship') ? count('packed') + parcels.ordersHalfShipped(COUNT_LIMIT) : 0,
    held: count('held'),
  };
  const states = [
    ...(roles.has('pick') ? (['ready'] as const) : []),
    ...(roles.has('pack') ? (['picked'] as const) : []),
    ...(roles.has('ship') ? (['packed'] as const) : []),
  ];
  const nowMs = clock.now();
  const late = states.reduce((sum, state) => sum + orders.lateAmongNext(state, nowMs, COUNT_LIMIT), 0);
  const next = {
    pick: roles.has('pick') ? nextOrder(orders.nextOf('ready')) : null,
    pack: roles.has('pack') ? nextOrder(orders.nextOf('picked')) : null,
    // What PS:SHIP opens: first the rest of an order that has partly left.
    ship: roles.has('ship') ? nextOrder(orders.get(parcels.nextToShip()?.order_id ?? '')) : null,
  };
  const piles = [...settings.carriers].map(([carrier, { name }]) => ({
    carrier,
    name,
    parcels: parcels.countProven(carrier, COUNT_LIMIT),
  }));
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
    say: sayTakeover(parts, nowMs, say) ?? say(idle ? 'say.home.empty' : 'say.home'),
    progress: { done: 0, total: 0 },
    waiting,
    put_back: putBack,
    for_lead: parts.conflict.forLead(),
    put_down: putDown,
    late,
    next,
    walks: roles.has('pick') ? proposedWalks(parts, nowMs) : [],
    walk_up_to: settings.pick.maxOrders,
    piles: piles.filter((pile) => pile.parcels > 0),
  };
}

const proposedWalks = ({ pick }: Parts, nowMs: number): Extract<View, { kind: 'home' }>['walks'] =>
  pick.proposedWalks(nowMs).map(({ ship_by_ms: shipBy, ...walk }) => ({
    ...walk,
    ship_by: shipBy === null ? null : isoTime(shipBy),
  }));

/** What came of a take-over is no answer to a scan: it stands on the screen for a while. */
function sayTakeover({ takeovers }: Parts, nowMs: number, say: Say): string | undefined {
  const last = takeovers.last();
  if (last === undefined) return undefined;
  const { station_id: station, ended_ms: endedMs, taken, stayed, because } = last;
  if (endedMs === null) return say('say.takeover.asked', { station, because: because ?? '' });
  if (nowMs - endedMs > TAKEOVER_SHOWN_MS) return undefined;
  return say('say.takeover.done', { station, taken: taken ?? 0, stayed: stayed ?? 0 });
}

const nextOrder = (order: OrderRow | undefined): NextOrder | null =>
  order === undefined
    ? null
    : {
        order_id: order.order_id,
        ship_by: order.ship_by_ms === null ? null : isoTime(order.ship_by_ms),
        priority: order.priority,
      };
