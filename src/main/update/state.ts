import type { UpdateState } from '../../shared/facts.ts';

/* What becomes of an update, as rules over data: whoever fetches, checks and installs it only reports here. */

/** How far the station's book had come: what is above it would be lost with a backup made then. */
export interface Mark {
  readonly audit: number;
  readonly events: number;
}

/** The copy that was made right before an update, and that was checked by the new version. */
export interface UpdateBackup {
  readonly file: string;
  /** As it stands in the backup itself (ISO 8601 UTC): by it the file is known again wherever it was copied to. */
  readonly made_at: string;
  readonly mark: Mark;
}

export interface Update {
  readonly state: UpdateState;
  /** The other version: offered, installed, rejected. */
  readonly version: string | null;
  /** Why it is rejected or failed, or why the last try came to nothing. */
  readonly reason: string | null;
  /** The version before, once another was to be installed. */
  readonly from: string | null;
  readonly backup: UpdateBackup | null;
  /** When the state began, ISO 8601 UTC. */
  readonly since: string;
}

export type UpdateEvent =
  | { readonly kind: 'nothing newer' }
  | { readonly kind: 'offered'; readonly version: string }
  | { readonly kind: 'downloaded' }
  | { readonly kind: 'trouble'; readonly reason: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'applying'; readonly from: string; readonly backup: UpdateBackup }
  /** The new version could not be put in the place of this one, which goes on. */
  | { readonly kind: 'not installed'; readonly reason: string }
  /** A station has started. */
  | { readonly kind: 'started'; readonly version: string };

export const nothingKnown = (now: string): Update => ({
  state: 'current',
  version: null,
  reason: null,
  from: null,
  backup: null,
  since: now,
});

/** The update after an event. One that does not fit the state changes nothing. */
export function next(update: Update, event: UpdateEvent, now: string): Update {
  const to = (state: UpdateState, change: Partial<Update> = {}): Update => ({
    ...update,
    reason: null,
    since: now,
    ...change,
    state,
  });
  switch (event.kind) {
    case 'nothing newer':
      // What was installed last stays known: its backup may still be put back.
      return ['offered', 'downloaded'].includes(update.state) ? to('current', { version: null }) : quiet(update);
    case 'offered':
      return isKnown(update, event.version) ? quiet(update) : to('offered', { version: event.version });
    case 'downloaded':
      return update.state === 'offered' ? to('downloaded') : update;
    case 'trouble':
      return { ...update, reason: event.reason };
    case 'rejected':
      return update.state === 'downloaded' ? to('rejected', { reason: event.reason }) : update;
    case 'applying':
      return update.state === 'downloaded' ? to('applying', { from: event.from, backup: event.backup }) : update;
    case 'not installed':
      return update.state === 'applying' ? to('failed', { reason: event.reason }) : update;
    case 'started':
      return afterStart(update, event.version, to);
  }
}

/** The first start after an installation tells what came of it; a later one of another version, that somebody went back. */
function afterStart(
  update: Update,
  version: string,
  to: (state: UpdateState, change?: Partial<Update>) => Update,
): Update {
  if (update.state === 'applying') {
    if (version === update.version) return to('applied');
    return to('failed', { reason: `the installer ended and this is still ${version}` });
  }
  if (update.state !== 'applied' || version === update.version) return update;
  // Whoever put the version before back does not want this one again by itself.
  if (version === update.from) return to('rejected', { reason: `somebody went back to ${version}` });
  return to('current', { version: null });
}

/** A version that is under way already, or was found wanting. */
const isKnown = (update: Update, version: string): boolean =>
  update.version === version && update.state !== 'current' && update.state !== 'applied';

/** A state that goes on keeps its beginning; the trouble of an earlier look is over. */
const quiet = (update: Update): Update =>
  update.state === 'rejected' || update.state === 'failed' ? update : { ...update, reason: null };

/** How long nobody must have worked before a station is taken out of their hands. */
export const IDLE_MS = 5 * 60_000;

/** What keeps a station in somebody's hands. */
export interface Situation {
  /** Also of somebody who has been signed out since: a job stays open for whoever comes next. */
  readonly jobOpen: boolean;
  /** The kind of view; without a job the last packed order may still stand there. */
  readonly screen: string;
  readonly printing: boolean;
}

/**
 * Whether an update may take the station now. Nobody works: no job is open, nothing is asked, no paper is on its way and
 * the book has not grown for a while.
 * @param quietMs how long nothing was scanned and nothing came in.
 */
export const mayApply = ({ jobOpen, screen, printing }: Situation, quietMs: number): boolean =>
  !jobOpen && screen !== 'question' && screen !== 'blocked' && !printing && quietMs >= IDLE_MS;

/**
 * Why the backup of an update may not be put back; undefined for every other backup, and as long as nothing was accepted
 * since: until then it is the same book, and the version before can open it.
 * @param accepted scans and events taken since the backup; undefined where nobody can tell.
 */
export function putBackProblem(
  update: Update | undefined,
  madeAt: string | undefined,
  accepted: number | undefined,
): string | undefined {
  const backup = update?.backup ?? undefined;
  if (backup === undefined || madeAt !== backup.made_at || accepted === 0) return undefined;
  const since = accepted === undefined ? 'nobody can tell what was' : `${accepted} scans or events were`;
  return (
    `it was made right before an update, and ${since} accepted since then, which would be lost: ` +
    `go on with the version that is installed`
  );
}
