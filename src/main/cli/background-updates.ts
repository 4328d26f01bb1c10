import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { backupMadeAt } from '../backup/backup-parts.ts';
import { timeInName } from '../database/backup.ts';
import { BACKUPS_FOLDER, BEFORE_UPDATE } from '../database/open.ts';
import { ownProgram } from '../own-program.ts';
import { printJobs } from '../print/jobs.ts';
import { sessionStore } from '../station/session-store.ts';
import { askNewVersion } from '../update/ask-new-version.ts';
import { createUpdateKeeper, type UpdateFeed, type UpdateWork } from '../update/keeper.ts';
import { markOf } from '../update/mark.ts';
import { VERSION } from '../version.ts';
import type { Background } from './background.ts';
import type { HeldStation } from './hold.ts';

const STEP_EVERY_MS = 30_000;
/** Forty stations that are switched on at six do not ask at six. */
const FIRST_WITHIN_MS = 10 * 60_000;

/** Looks for newer versions while the station runs, and installs one when nobody works. */
export function startUpdates(held: HeldStation, folder: string, feed: UpdateFeed): Background {
  const keeper = createUpdateKeeper({
    folder,
    version: VERSION,
    auto: held.settings.updates.auto,
    work: updateWork(held, folder, feed),
    nowMs: Date.now,
    log: held.log,
  });
  let stopped = false;
  let timer: NodeJS.Timeout;
  const after = (ms: number): void => {
    timer = setTimeout(() => {
      void keeper.step().then(() => void (stopped || after(STEP_EVERY_MS)));
    }, ms);
    timer.unref();
  };
  after(Math.random() * FIRST_WITHIN_MS);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      // What is under way ends with the program: a backup that was cut off leaves no file of its name.
      return Promise.resolve();
    },
  };
}

function updateWork(held: HeldStation, folder: string, feed: UpdateFeed): UpdateWork {
  const jobs = printJobs(held.db);
  const session = sessionStore(held.db);
  return {
    feed,
    verify: askNewVersion,
    discard: (backup) => rmSync(backup, { force: true }),
    situation: () => ({
      jobOpen: session.get().job !== null,
      screen: held.station.view().kind,
      printing: jobs.underWay().length > 0,
      mark: markOf(held.db),
    }),
    async backUp(version) {
      const backups = join(folder, BACKUPS_FOLDER);
      mkdirSync(backups, { recursive: true, mode: 0o700 });
      const name = `${BEFORE_UPDATE}${version.replaceAll(/[^\w.-]/g, '_')}-${timeInName(Date.now())}.backup`;
      const file = join(backups, name);
      // By a process of its own: copying a large book here would hold up the bench.
      const { file: program, before } = ownProgram();
      await promisify(execFile)(program, [...before, 'backup', file, '--data', folder], { windowsHide: true });
      return { file, made_at: backupMadeAt(file) ?? '' };
    },
  };
}
