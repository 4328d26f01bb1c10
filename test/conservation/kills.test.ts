import Database from 'better-sqlite3';
import * as fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { startReceiver } from '../../src/main/demo/receiver/receiver.ts';
import { KillableStation } from '../support/conservation/killable-station.ts';
import { KilledShift } from '../support/conservation/killed-shift.ts';
import { complaints } from '../support/conservation/oracle.ts';
import { RandomShop } from '../support/conservation/random-shop.ts';
import { databaseFile } from '../support/database.ts';
import { dataFolder } from '../support/folder.ts';
import { randomOf } from '../support/random.ts';
import { randomActions, randomOrders, type Action } from '../support/station/random-work.ts';
import { HANG_LIMIT_MS, seed } from '../support/station/seed.ts';

/** Kills of one shift; each shift begins in an empty folder. */
const KILLS_PER_SHIFT = 20;
/** So that a kill falls before, into and after what it is to disturb. */
const LONGEST_SCAN_MS = 12;
const LONGEST_START_MS = 500;
const SHIFTS =
  Number(process.env['PICKSPAN_KILLS'] ?? (process.env['PICKSPAN_SOAK'] === '1' ? 10_000 : 20)) / KILLS_PER_SHIFT;

test.each(Array.from({ length: SHIFTS }, (_, index) => seed + index))(
  `a shift with ${KILLS_PER_SHIFT} kills loses nothing and doubles nothing (PICKSPAN_SEED=%i)`,
  async (seedOfShift) => {
    const random = randomOf(seedOfShift);
    let onRequest = (): void => undefined;
    const receiver = await startReceiver({
      respond() {
        onRequest();
        return undefined;
      },
    });
    onTestFinished(() => receiver.close());
    const folder = dataFolder();
    const station = new KillableStation(folder, receiver.url);
    const sample = { seed: seedOfShift, numRuns: 10 };
    const shop = new RandomShop(random, fc.sample(randomOrders, sample).flat());
    const shift = new KilledShift(station, shop);
    await shift.begin();

    /** In the middle of a drain: some moment after one of its requests came in. */
    const killDraining = async (): Promise<void> => {
      const asked = new Promise<void>((resolve) => {
        onRequest = resolve;
      });
      await Promise.race([asked, station.sync()]);
      onRequest = () => undefined;
      const dueMs = performance.now() + random() * 10;
      while (performance.now() < dueMs) await new Promise((resolve) => void setImmediate(resolve));
      await station.kill();
    };
    /** While it counts and tells: a sync begins with that. */
    const killCounting = async (): Promise<void> => {
      const synced = station.sync();
      const dueMs = performance.now() + random() * 15;
      while (performance.now() < dueMs) await new Promise((resolve) => void setImmediate(resolve));
      await station.kill();
      await synced;
    };
    /** One death, each time in the middle of something else. */
    const kill = async (action: Action): Promise<void> => {
      const chance = random();
      if (chance < 0.45) return shift.act(action, random() * LONGEST_SCAN_MS);
      if (chance < 0.65) return shift.tellNext(random() * LONGEST_SCAN_MS);
      if (chance < 0.9) {
        await shift.tellNext(undefined);
        return shift.die(random() < 0.5 ? killDraining : killCounting);
      }
      return shift.die(async () => {
        await station.kill();
        await station.startAndKill(random() * LONGEST_START_MS);
      });
    };
    for (const action of fc.sample(randomActions, { ...sample, numRuns: 40 }).flat()) {
      if (station.kills >= KILLS_PER_SHIFT) break;
      const chance = random();
      if (chance < 0.2) await kill(action);
      else if (chance < 0.4) await shift.tellNext(undefined);
      else await shift.act(action, undefined);
    }
    await shift.finish();
    // Paper comes out beside the work: its spans are there when the station has ended.
    await station.close();
    await station.start();
    await station.sync();
    await station.close();

    const db = new Database(databaseFile(folder), { readonly: true });
    onTestFinished(() => void db.close());
    const { kills } = station;
    expect(complaints({ folder, db, ...shift.log.remembered(), arrived: { receiver, kills } })).toEqual({});
    expect(kills).toBeGreaterThanOrEqual(KILLS_PER_SHIFT);
  },
  HANG_LIMIT_MS,
);
