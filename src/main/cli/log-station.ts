import { FolderProblem } from '../database/folder-problem.ts';
import { isStorageFault } from '../database/storage-fault.ts';
import { faultDetails, type Details } from '../log/log-line.ts';
import type { Log } from '../log/log-file.ts';
import type { Station } from '../station/station.ts';

/*
 * What the log hears of the bench: never a scan, only that the disk refused one, or that one met a fault of ours.
 */

export function loggedStation(station: Station, log: Log): Station {
  return {
    ...station,
    handle(input) {
      try {
        const answer = station.handle(input);
        if (answer.code === 'station.busy') log.error('storage.fault', { message: answer.message });
        return answer;
      } catch (error) {
        log.error(isStorageFault(error) ? 'storage.fault' : 'unexpected.fault', faultDetails(error));
        throw error;
      }
    },
  };
}

/** Has the log told of what ends this process; ends nothing and saves nothing itself. */
export function logCrash(log: Log): () => void {
  const tell = (error: unknown): void => log.error('unexpected.fault', faultDetails(error));
  process.on('uncaughtExceptionMonitor', tell);
  return () => void process.off('uncaughtExceptionMonitor', tell);
}

/** The folder's own problems are said in our words; they name files and settings, and no values. */
export const startFault = (error: unknown): Details =>
  error instanceof FolderProblem ? { reason: error.message } : faultDetails(error);
