import type { ControlAnswer } from '../control/protocol.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { connectBroker } from '../exchange/amqp/broker.ts';
import { readClaims } from '../exchange/amqp/claims-stream.ts';
import type { HeldStation } from './hold.ts';
import { logBroker } from './log-targets.ts';

/** Takes what a station has claimed and not ended, by the claims of the floor; a JSON line per order. */
export async function runTakeover(
  { settings, floor, log }: Pick<HeldStation, 'settings' | 'floor' | 'log'>,
  from: string,
): Promise<ControlAnswer> {
  const { url, caFile } = settings.amqp;
  const { id } = settings.station;
  if (url === undefined) return refused('no broker is set (amqp.url): there is no floor to take over from');
  if (from === id) return refused(`${from} is this station`);
  const broker = connectBroker({ url, caFile, stationId: id, changed: logBroker(log) });
  try {
    const taken = floor.takeOver(from, await readClaims(broker));
    log.warn('floor.takeover', { station: from, orders: taken.filter(({ result }) => result.kind === 'taken').length });
    const left = taken.filter(({ result }) => result.kind === 'left' && result.why !== 'known');
    return {
      lines: taken.map(({ orderId, result }) =>
        JSON.stringify({
          order_id: orderId,
          result: result.kind,
          ...(result.kind === 'left' ? { reason: result.why } : {}),
        }),
      ),
      errors:
        left.length === 0 ? [] : [`${left.length} of ${taken.length} orders stay with ${from}: see their reasons.`],
      exit: left.length === 0 ? 0 : 1,
    };
  } catch (error) {
    return refused(reasonOf(error));
  } finally {
    broker.close();
  }
}

const refused = (why: string): ControlAnswer => ({ lines: [], errors: [`Nothing was taken over: ${why}.`], exit: 1 });
