import type { Bench } from './bench.ts';
import { createLog, type ShiftLog } from './log.ts';
import { createHabits } from './mistakes.ts';
import type { Outside } from './outside.ts';
import { packAll } from './pack.ts';
import { PACK_MISTAKES } from './pack-mistakes.ts';
import { pickAll } from './pick.ts';
import { pickMistakes } from './pick-mistakes.ts';
import { putBackAll } from './put-back.ts';
import { shipAll, SHIP_MISTAKES } from './ship.ts';

const FIRST = 'marta';
const SECOND = 'yusuf';

/** So many orders are picked before the network goes, and packed before it is back: half of the shift lies between. */
const PICKED_ONLINE = 12;
const PACKED_OFFLINE = 12;

/** A whole shift as its workers saw it. */
export interface Shift {
  readonly log: ShiftLog;
  readonly operators: number;
  readonly scans: ReturnType<Bench['scans']>;
  /** Of these, made while the network was pulled. */
  readonly scansOffline: number;
  readonly kills: number;
  readonly surprises: readonly string[];
  /** Names of the mistakes that found no occasion: a shift that makes none of them proves nothing about them. */
  readonly notMade: readonly string[];
}

/**
 * Picks, packs and ships everything at a real `pickspan terminal`; for half of the shift without a network. Ends with
 * everybody signed out, the terminal still on.
 */
export async function workShift(bench: Bench, outside: Outside): Promise<Shift> {
  const log = createLog();
  let offlineSince: number | undefined;
  const mistakes = pickMistakes(SECOND, () => offlineSince !== undefined);
  const picking = { bench, log, outside, due: createHabits(mistakes, log.mistakes) };
  const packing = { bench, log, outside, due: createHabits(PACK_MISTAKES, log.mistakes) };

  await bench.scan(`PS:OP:${FIRST}`, 'signin.ok');
  await pickAll(picking, FIRST, PICKED_ONLINE);
  await outside.pullNetwork();
  offlineSince = bench.scans().made;
  await pickAll(picking, FIRST);
  await bench.scan('PS:PICK', 'pick.none');
  await outside.confirm();
  await bench.scan(`PS:OP:${SECOND}`, 'signin.ok');
  await pickAll(picking, SECOND);
  await putBackAll(bench, log);
  await packAll(packing, PACKED_OFFLINE);
  const scansOffline = bench.scans().made - offlineSince;
  await outside.plugInNetwork(bench);
  await packAll(packing);
  await bench.scan(`PS:OP:${FIRST}`, 'signin.ok');
  await shipAll(bench, log, createHabits(SHIP_MISTAKES, log.mistakes));
  await bench.scan('PS:SIGNOUT', 'signout.ok');

  const all = [...mistakes, ...PACK_MISTAKES, ...SHIP_MISTAKES];
  return {
    log,
    operators: 2,
    scans: bench.scans(),
    scansOffline,
    kills: bench.kills(),
    surprises: bench.surprises,
    notMade: all.flatMap(({ name }) => (log.mistakes.has(name) ? [] : [name])),
  };
}
