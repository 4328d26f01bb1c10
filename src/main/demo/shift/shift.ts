import type { Service } from '../shop/service.ts';
import type { Program } from '../station/program.ts';
import { sitDown, type Bench } from './bench.ts';
import { createLog, type ShiftLog } from './log.ts';
import { createHabits } from './mistakes.ts';
import { packAll } from './pack.ts';
import { PACK_MISTAKES } from './pack-mistakes.ts';
import { pickAll } from './pick.ts';
import { pickMistakes } from './pick-mistakes.ts';
import { shipAll, SHIP_MISTAKES } from './ship.ts';

const FIRST = 'marta';
const SECOND = 'yusuf';

/** A whole shift as its workers saw it. */
export interface Shift {
  readonly log: ShiftLog;
  readonly operators: number;
  readonly scans: ReturnType<Bench['scans']>;
  readonly surprises: readonly string[];
  /** Names of the mistakes that found no occasion: a shift that makes none of them proves nothing about them. */
  readonly notMade: readonly string[];
}

/**
 * Picks, packs and ships everything at a real `pickspan terminal`.
 * @param meanwhile what happens outside once all that was ready is picked, while the terminal has the folder.
 */
export async function workShift(program: Program, window: Service, meanwhile: () => Promise<void>): Promise<Shift> {
  const log = createLog();
  const mistakes = pickMistakes(SECOND);
  const bench = await sitDown(program, window);
  try {
    await bench.scan(`PS:OP:${FIRST}`, 'signin.ok');
    const picking = createHabits(mistakes, log.mistakes);
    await pickAll(bench, log, FIRST, picking);
    await bench.scan('PS:PICK', 'pick.none');
    await meanwhile();
    await bench.scan(`PS:OP:${SECOND}`, 'signin.ok');
    await pickAll(bench, log, SECOND, picking);
    await packAll(bench, log, createHabits(PACK_MISTAKES, log.mistakes));
    await bench.scan(`PS:OP:${FIRST}`, 'signin.ok');
    await shipAll(bench, log, createHabits(SHIP_MISTAKES, log.mistakes));
    await bench.scan('PS:SIGNOUT', 'signout.ok');
  } finally {
    await bench.close();
  }
  const all = [...mistakes, ...PACK_MISTAKES, ...SHIP_MISTAKES];
  return {
    log,
    operators: 2,
    scans: bench.scans(),
    surprises: bench.surprises,
    notMade: all.flatMap(({ name }) => (log.mistakes.has(name) ? [] : [name])),
  };
}
