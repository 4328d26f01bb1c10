import type { Database } from 'better-sqlite3';
import type { People, Person } from '../../../shared/people.ts';
import { isoTime } from '../../exchange/time.ts';
import { may } from '../../people/roles.ts';
import { lockedFor, operatorStore, type Operator } from '../../people/store.ts';
import type { Settings } from '../../settings/settings.ts';
import { sessionStore } from '../../station/session-store.ts';
import { lastSeen } from '../../subscribers/figures-store.ts';

/** Who may work here, for whoever is at the bench, if they may see to people. Only SELECTs. */
export function peopleList(
  db: Database,
  settings: Pick<Settings, 'operators' | 'approvals'>,
): (nowMs: number) => People {
  const operators = operatorStore(db);
  const session = sessionStore(db);
  const seen = lastSeen(db);
  return (nowMs) => {
    const role = operators.roleOf(session.get().operatorId);
    const mayChange = may(role, 'operators', { limits: settings.approvals }) === 'yes';
    const hours = mayChange ? seen() : new Map<string, number>();
    return {
      may: mayChange,
      set_up: role !== null,
      in_file: settings.operators !== undefined,
      people: mayChange ? operators.all().map((operator) => toPerson(operator, hours.get(operator.id), nowMs)) : [],
    };
  };
}

function toPerson(operator: Operator, hourMs: number | undefined, nowMs: number): Person {
  const { id, name, role, pin, active, failures } = operator;
  return {
    id,
    name,
    role,
    has_pin: pin !== null,
    active,
    wrong_pins: failures,
    wait_s: Math.ceil(lockedFor(operator, nowMs) / 1000),
    seen: hourMs === undefined ? null : isoTime(hourMs),
  };
}
