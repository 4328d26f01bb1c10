import type { ControlAnswer } from '../control/protocol.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { connectBroker } from '../exchange/amqp/broker.ts';
import { readClaims } from '../exchange/amqp/claims-stream.ts';
import type { TakenOver } from '../orders/take-over.ts';
import type { HeldStation } from './hold.ts';
import { logBroker } from './log-targets.ts';

type Held = Pick<HeldStation, 'settings' | 'floor' | 'log'>;

interface Order {
  readonly orderId: string;
  readonly result: TakenOver;
}

export type TakeoverResult =
  | {
      readonly ok: true;
      readonly orders: readonly Order[];
      readonly taken: readonly Order[];
      /** Without those that are worked on here already. */
      readonly stayed: readonly Order[];
    }
  | { readonly ok: false; readonly because: string };

/** Takes what a station has claimed and not ended, by the claims of the floor. */
export async function takeOverFrom({ settings, floor, log }: Held, from: string): Promise<TakeoverResult> {
  const { url, caFile } = settings.amqp;
  const { id } = settings.station;
  if (url === undefined)
    return { ok: false, because: 'no broker is set (amqp.url): there is no floor to take over from' };
  if (from === id) return { ok: false, because: `${from} is this station` };
  const broker = connectBroker({ url, caFile, stationId: id, changed: logBroker(log) });
  try {
    const orders = floor.takeOver(from, await readClaims(broker));
    const taken = orders.filter(({ result }) => result.kind === 'taken');
    const stayed = orders.filter(({ result }) => result.kind === 'left' && result.why !== 'known');
    log.warn('floor.takeover', { station: from, orders: taken.length });
    return { ok: true, orders, taken, stayed };
  } catch (error) {
    return { ok: false, because: reasonOf(error) };
  } finally {
    broker.close();
  }
}

/** The same for the command line: a JSON line per order. */
export async function runTakeover(held: Held, from: string): Promise<ControlAnswer> {
  const done = await takeOverFrom(held, from);
  if (!done.ok) return { lines: [], errors: [`Nothing was taken over: ${done.because}.`], exit: 1 };
  const { orders, stayed } = done;
  return {
    lines: orders.map(({ orderId, result }) =>
      JSON.stringify({
        order_id: orderId,
        result: result.kind,
        ...(result.kind === 'left' ? { reason: result.why } : {}),
      }),
    ),
    errors: inWords(from, orders.length, stayed.length),
    exit: stayed.length === 0 ? 0 : 1,
  };
}

function inWords(from: string, found: number, stayed: number): string[] {
  // A name that was written wrongly looks just so.
  if (found === 0) return [`No order is claimed by ${from}: there is nothing to take over.`];
  return stayed === 0 ? [] : [`${stayed} of ${found} orders stay with ${from}: see their reasons.`];
}
