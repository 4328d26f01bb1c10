import type { Database } from 'better-sqlite3';
import type { PersonChanged } from '../../shared/people.ts';
import type { SettingsRight } from '../../shared/set-up.ts';
import type { AuditStore, Recorded } from '../audit/store.ts';
import type { Clock } from '../database/clock.ts';
import { obstacleTo, type Changing, type Obstacle } from '../people/changing.ts';
import { matchesPin } from '../people/pin.ts';
import { may, settingsRight, type Limits } from '../people/roles.ts';
import { lockedFor, type Operator, type OperatorChange, type OperatorStore } from '../people/store.ts';
import type { SessionStore } from './session-store.ts';

/** A lead's word for something that is done besides the work. */
export interface Approval {
  readonly badge: string;
  readonly pin: string | null;
  readonly reason: string;
}

export type Told = { readonly ok: true } | { readonly ok: false; readonly message: string };

export type OperatorsDesk = ReturnType<typeof createOperatorsDesk>;

/** Who may work here, changed beside the work: each change with its row in the audit log. */
export function createOperatorsDesk(parts: {
  readonly db: Database;
  readonly operators: OperatorStore;
  readonly session: SessionStore;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly settings: { readonly operators: readonly OperatorChange[] | undefined; readonly approvals: Limits };
}) {
  const { db, operators, session, audit, clock, settings } = parts;

  /** `by`: who did it in the window; null on the command line and by the file. */
  function record(code: Recorded, detail: object, by: string | null, approverId?: string): void {
    audit.record(code, { atMs: clock.now(), operatorId: by, approverId, entry: 'command', detail: { ...detail } });
  }

  function write(changes: readonly OperatorChange[], by: string | null = null): void {
    for (const change of changes) {
      const before = operators.get(change.id);
      operators.put(change);
      const after = operators.get(change.id);
      const detail = after === undefined ? {} : differences(before, after);
      if (Object.keys(detail).length > 0) record('operators.changed', { 'operator.id': change.id, ...detail }, by);
    }
    const { operatorId, pinFor, held } = session.get();
    const maySignIn = (id: string): boolean => !operators.isSetUp() || operators.active(id) !== undefined;
    // The job stays open for whoever comes next.
    if (operatorId !== null && !maySignIn(operatorId)) session.signOut();
    if (pinFor !== null || held !== null) session.hold(null);
  }

  const makeChanges = db.transaction(
    (changes: readonly OperatorChange[], expects: Changing['expects'], by: Changing['by']): Obstacle | undefined => {
      const inFile = settings.operators !== undefined;
      const obstacle = obstacleTo(operators.all(), { changes, expects, by, inFile });
      if (obstacle !== undefined) return obstacle;
      write(changes, by === 'window' ? session.get().operatorId : null);
      // Whoever sees to people is not away.
      if (by === 'window') session.touch(clock.now());
      return undefined;
    },
  );

  const maySeeToPeople = (): boolean =>
    may(operators.roleOf(session.get().operatorId), 'operators', { limits: settings.approvals }) === 'yes';

  /** With a list in station.json the table is made equal to it; who is not in it is known and may not work. */
  const adopt = db.transaction((list: readonly OperatorChange[]): void => {
    const listed = new Map(list.map((each) => [each.id, each]));
    const gone = operators.all().filter(({ id, active }) => active && !listed.has(id));
    const changed = list.filter((each) => {
      const now = operators.get(each.id);
      return now === undefined || Object.keys(differences(now, { ...now, ...withoutUndefined(each) })).length > 0;
    });
    const changes = [...changed, ...gone.map(({ id }) => ({ id, active: false }))];
    if (changes.length > 0) write(changes);
  });

  const approve = db.transaction((deed: 'takeover' | 'release', what: object, given: Approval | undefined): Told => {
    if (!operators.isSetUp()) return { ok: true };
    if (given === undefined) return refused(`a lead has to approve this: --lead BADGE --reason TEXT`);
    const lead = operators.active(given.badge);
    if (lead === undefined || may(lead.role, deed, { limits: settings.approvals }) !== 'yes')
      return refused(`${given.badge} is no lead here`);
    if (lead.pin !== null) {
      const nowMs = clock.now();
      const waitMs = lockedFor(lead, nowMs);
      if (waitMs > 0) return refused(`too many wrong PINs: wait ${Math.ceil(waitMs / 1000)} s`);
      if (given.pin === null || !matchesPin(given.pin, lead.pin)) {
        operators.failed(lead.id, nowMs);
        return refused('the PIN is wrong');
      }
      operators.passed(lead.id);
    }
    record(`${deed}.approved`, { ...what, 'approval.reason': given.reason }, null, lead.id);
    return { ok: true };
  });

  return {
    adopt(): void {
      if (settings.operators !== undefined) adopt.immediate(settings.operators);
    },

    /** All of the changes or none. `expects`: what the badges must be for them. */
    change(changes: readonly OperatorChange[], expects: Changing['expects']): Told {
      const obstacle = makeChanges.immediate(changes, expects, 'command');
      return obstacle === undefined ? { ok: true } : refused(obstacleInWords(obstacle));
    },

    /** The same from the window, for whoever is at the bench. */
    changeFromWindow(change: OperatorChange, expects: 'new' | 'known'): PersonChanged {
      if (!maySeeToPeople()) return { ok: false, why: 'role' };
      const obstacle = makeChanges.immediate([change], expects, 'window');
      return obstacle === undefined ? { ok: true } : { ok: false, why: obstacle.why };
    },

    /** What whoever is at the bench may do with the settings. */
    settingsRight: (): SettingsRight => settingsRight(operators.roleOf(session.get().operatorId), settings.approvals),

    /** Whether a lead lets pass something that no input of the bench does. The approval is recorded. */
    approve: (deed: 'takeover' | 'release', what: object, given: Approval | undefined): Told =>
      approve.immediate(deed, what, given),
  };
}

const refused = (message: string): Told => ({ ok: false, message });

function obstacleInWords({ why, id }: Obstacle): string {
  switch (why) {
    case 'in_file':
      return 'the operators of this station are those of its station.json; change them there';
    case 'taken':
      return `${id} is an operator already`;
    case 'unknown':
      return `there is no operator ${id}`;
    case 'first_admin':
    case 'last_admin':
      return 'one of them has to be an admin';
  }
}

/** What a change comes to, for the audit log; of a PIN only that it is another one. */
function differences(before: Operator | undefined, after: Operator): Record<string, string | boolean> {
  return {
    ...(before?.name === after.name ? {} : { 'operator.name': after.name }),
    ...(before?.role === after.role ? {} : { 'operator.role': after.role }),
    ...(before?.active === after.active ? {} : { 'operator.active': after.active }),
    ...((before?.pin ?? null) === after.pin ? {} : { 'operator.pin': after.pin === null ? 'removed' : 'set' }),
    ...((before?.failures ?? 0) > after.failures ? { 'operator.wrong_pins': 'forgotten' } : {}),
  };
}

const withoutUndefined = (change: OperatorChange): Partial<Operator> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
