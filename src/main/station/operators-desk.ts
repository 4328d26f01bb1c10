import type { Database } from 'better-sqlite3';
import type { AuditStore, Recorded } from '../audit/store.ts';
import type { Clock } from '../database/clock.ts';
import { matchesPin } from '../people/pin.ts';
import { may, type Limits } from '../people/roles.ts';
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

/** Who may work here, changed from outside the work: each change with its row in the audit log. */
export function createOperatorsDesk(parts: {
  readonly db: Database;
  readonly operators: OperatorStore;
  readonly session: SessionStore;
  readonly audit: AuditStore;
  readonly clock: Clock;
  readonly settings: { readonly operators: readonly OperatorChange[] | undefined; readonly approvals: Limits };
}) {
  const { db, operators, session, audit, clock, settings } = parts;

  function record(code: Recorded, detail: object, approverId?: string): void {
    audit.record(code, { atMs: clock.now(), operatorId: null, approverId, entry: 'command', detail: { ...detail } });
  }

  function write(changes: readonly OperatorChange[]): void {
    for (const change of changes) {
      const before = operators.get(change.id);
      operators.put(change);
      const after = operators.get(change.id);
      const detail = after === undefined ? {} : differences(before, after);
      if (Object.keys(detail).length > 0) record('operators.changed', { 'operator.id': change.id, ...detail });
    }
    const { operatorId, pinFor, held } = session.get();
    const maySignIn = (id: string): boolean => !operators.isSetUp() || operators.active(id) !== undefined;
    // The job stays open for whoever comes next.
    if (operatorId !== null && !maySignIn(operatorId)) session.signOut();
    if (pinFor !== null || held !== null) session.hold(null);
  }
  const writeAll = db.transaction(write);

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
    record(`${deed}.approved`, { ...what, 'approval.reason': given.reason }, lead.id);
    return { ok: true };
  });

  return {
    adopt(): void {
      if (settings.operators !== undefined) adopt.immediate(settings.operators);
    },

    /** All of the changes or none. `expects`: what the badges must be for them. */
    change(changes: readonly OperatorChange[], expects: 'new' | 'known' | 'any'): Told {
      if (settings.operators !== undefined)
        return refused('the operators of this station are those of its station.json; change them there');
      for (const { id } of changes) {
        const isKnown = operators.active(id) !== undefined;
        if (expects === 'new' && isKnown) return refused(`${id} is an operator already`);
        if (expects === 'known' && !isKnown) return refused(`there is no operator ${id}`);
      }
      writeAll.immediate(changes);
      return { ok: true };
    },

    /** Whether whoever is signed in may change the settings; everybody, while no operators are set up. */
    maySet(): boolean {
      if (!operators.isSetUp()) return true;
      const { operatorId } = session.get();
      const role = operatorId === null ? 'worker' : (operators.active(operatorId)?.role ?? 'worker');
      return may(role, 'settings', { limits: settings.approvals }) === 'yes';
    },

    /** Whether a lead lets pass something that no input of the bench does. The approval is recorded. */
    approve: (deed: 'takeover' | 'release', what: object, given: Approval | undefined): Told =>
      approve.immediate(deed, what, given),
  };
}

const refused = (message: string): Told => ({ ok: false, message });

/** What a change comes to, for the audit log; of a PIN only that it is another one. */
function differences(before: Operator | undefined, after: Operator): Record<string, string | boolean> {
  return {
    ...(before?.name === after.name ? {} : { 'operator.name': after.name }),
    ...(before?.role === after.role ? {} : { 'operator.role': after.role }),
    ...(before?.active === after.active ? {} : { 'operator.active': after.active }),
    ...((before?.pin ?? null) === after.pin ? {} : { 'operator.pin': after.pin === null ? 'removed' : 'set' }),
  };
}

const withoutUndefined = (change: OperatorChange): Partial<Operator> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
