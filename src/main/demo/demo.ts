import { playShift } from './play.ts';
import { judge } from './judge.ts';
import { ORDERS } from './shop/orders.ts';
import { say } from './show.ts';
import { makeDataFolder, removeDataFolder } from './station/data-folder.ts';

/**
 * A whole shift from checkout to dispatch, with the network pulled, the station killed and orders changed on the way.
 * What is shown is what happened; then it is proven from outside.
 * @returns 1 when a proof does not hold.
 */
export async function demo(options: { readonly keep: boolean }): Promise<number> {
  const folder = makeDataFolder();
  try {
    say(`Pickspan demo: ${ORDERS.length} orders from checkout to dispatch, at one station with an empty data folder\n`);
    const exit = judge(await playShift(folder));
    if (options.keep) say(`The data folder is kept: ${folder}`);
    return exit;
  } finally {
    if (!options.keep) removeDataFolder(folder);
  }
}
