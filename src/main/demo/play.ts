import type { StationStatus } from '../station/status.ts';
import { holdCable } from './network/cable.ts';
import { openGate } from './network/gate.ts';
import { idOf, type Evidence } from './proofs/evidence.ts';
import { startReceiver } from './receiver/receiver.ts';
import { sitDown } from './shift/bench.ts';
import { workShift } from './shift/shift.ts';
import { makeDeliveries, type Delivery } from './shop/deliveries.ts';
import { isRush, ORDERS } from './shop/orders.ts';
import { createService } from './shop/service.ts';
import { startUpstream } from './shop/upstream.ts';
import { askStation } from './station/ask.ts';
import { createProgram } from './station/program.ts';
import { statusWhen } from './station/status-when.ts';
import { takeIn, type TakenIn } from './station/take-in.ts';

/**
 * The whole shift: other systems and a worker in this process, the station in processes of its own, an OpenTelemetry
 * backend, and a hand on the cable between the station and that backend.
 * @param folder a data folder with its settings and nothing else; it is left as the shift left it.
 */
export async function playShift(folder: string): Promise<Evidence> {
  const arrivals = new Map<string, number>();
  const receiver = await startReceiver({
    respond({ receivedAtMs }, spans) {
      for (const id of spans.map(idOf)) if (!arrivals.has(id)) arrivals.set(id, receivedAtMs);
      return undefined;
    },
  });
  const gate = await openGate(receiver.url);
  const program = createProgram(folder, gate.url);
  const upstream = startUpstream(receiver.url);
  const window = createService('pickspan-window', receiver.url);
  const takenIn: TakenIn[] = [];
  const takeAll = async (deliveries: readonly Delivery[]): Promise<void> => {
    for (const delivery of deliveries) takenIn.push(...(await takeIn(program, folder, delivery)));
  };
  try {
    const { early, opening, during, change } = makeDeliveries(upstream);
    // Nobody is at the station yet: each command is the station for a moment.
    await takeAll(early);
    const first = await program.run(['sync']);
    const cable = holdCable(gate, program);
    const bench = await sitDown(program, window);
    const outside = { ...cable.acts, confirm: () => takeAll(during), change: changeBy(change, takeAll) };
    const work = async () => {
      try {
        await takeAll(opening);
        const shift = await workShift(bench, outside);
        // Paper is printed beside the scans and makes spans too: only when it is out the last sync can leave nothing.
        await statusWhen(program, 'no paper that is still to come', isPaperOut);
        return { shift, last: await program.run(['sync']) };
      } finally {
        await bench.close();
      }
    };
    const { shift, last } = await work();
    await Promise.all([upstream.flush(), window.flush()]);
    const shown = ORDERS.find(isRush) ?? ORDERS[0];
    const findings = await askStation(program, folder, shown?.id ?? '');
    const network = cable.facts();
    const syncs = [first, network.interrupted, last];
    return { receiver, arrivals, spans: receiver.spans(), network, syncs, upstream, takenIn, shift, findings };
  } finally {
    await Promise.all([upstream.close(), window.close()]);
    await gate.close();
    await receiver.close();
  }
}

const isPaperOut = ({ print }: StationStatus): boolean => (print['queued'] ?? 0) + (print['sending'] ?? 0) === 0;

/** The shop's change of an order, sent the moment it is asked for. */
function changeBy(
  deliveryOf: (order: (typeof ORDERS)[number]) => Delivery,
  takeAll: (deliveries: readonly Delivery[]) => Promise<void>,
) {
  return async (orderId: string) => {
    const order = ORDERS.find(({ id }) => id === orderId);
    if (order === undefined) throw new Error(`nobody ordered ${orderId}`);
    const sentMs = Date.now();
    await takeAll([deliveryOf(order)]);
    return { sentMs, answeredMs: Date.now() };
  };
}
