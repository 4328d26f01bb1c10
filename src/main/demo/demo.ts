import { allProofs } from './proofs/all.ts';
import type { Evidence } from './proofs/evidence.ts';
import { followLinks } from './proofs/links.ts';
import type { Receiver } from './receiver/receiver-types.ts';
import { startReceiver } from './receiver/receiver.ts';
import { workShift } from './shift/shift.ts';
import { makeDeliveries, type Delivery } from './shop/deliveries.ts';
import { isRush, ORDERS } from './shop/orders.ts';
import { createService } from './shop/service.ts';
import { startUpstream } from './shop/upstream.ts';
import { say, showCounts, showJourney, showProofs, showSummary } from './show.ts';
import { askStation } from './station/ask.ts';
import { makeDataFolder, removeDataFolder } from './station/data-folder.ts';
import { createProgram } from './station/program.ts';
import { takeIn, type TakenIn } from './station/take-in.ts';

/**
 * A whole shift from checkout to dispatch: other systems and a worker in this process, the station in processes of its
 * own, an OpenTelemetry backend between them. What is shown is what happened; then it is proven from outside.
 * @returns 1 when a proof does not hold.
 */
export async function demo(options: { readonly keep: boolean }): Promise<number> {
  const folder = makeDataFolder();
  const receiver = await startReceiver();
  try {
    say(`Pickspan demo: ${ORDERS.length} orders from checkout to dispatch, at one station with an empty data folder\n`);
    const evidence = await gather(folder, receiver);
    const links = followLinks(evidence);
    const proofs = allProofs(evidence, links);
    showCounts(evidence);
    showJourney(evidence.findings.journey);
    showProofs(proofs);
    if (options.keep) say(`\nThe data folder is kept: ${folder}`);
    showSummary(evidence, links, proofs);
    return proofs.every(({ ok }) => ok) ? 0 : 1;
  } finally {
    await receiver.close();
    if (!options.keep) removeDataFolder(folder);
  }
}

async function gather(folder: string, receiver: Receiver): Promise<Evidence> {
  const program = createProgram(folder, receiver.url);
  const upstream = startUpstream(receiver.url);
  const window = createService('pickspan-window', receiver.url);
  try {
    const { opening, during } = makeDeliveries(upstream);
    const takenIn: TakenIn[] = [];
    const takeAll = async (deliveries: readonly Delivery[]): Promise<void> => {
      for (const delivery of deliveries) takenIn.push(...(await takeIn(program, folder, delivery)));
    };
    await takeAll(opening);
    const shift = await workShift(program, window, () => takeAll(during));
    await Promise.all([upstream.flush(), window.flush()]);
    const shown = ORDERS.find(isRush) ?? ORDERS[0];
    const findings = await askStation(program, folder, shown?.id ?? '');
    return { receiver, spans: receiver.spans(), upstream, takenIn, shift, findings };
  } finally {
    await Promise.all([upstream.close(), window.close()]);
  }
}
