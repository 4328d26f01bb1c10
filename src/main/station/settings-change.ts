import type { Database } from 'better-sqlite3';
import type { AuditStore } from '../audit/store.ts';
import type { Clock } from '../database/clock.ts';
import type { Log } from '../log/log-file.ts';
import { openSecrets } from '../secrets/secrets.ts';
import { withDefaults } from '../settings/defaults.ts';
import type { SettingChange } from '../settings/differences.ts';
import { editSettings, type Edited, type EditParts, type SettingsEdit } from '../settings/edit.ts';
import { takeOver } from '../settings/live.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';
import type { OperatorsDesk } from './operators-desk.ts';
import type { SessionStore } from './session-store.ts';
import { settingsFaults } from './settings-faults.ts';

export type ChangeSettings = (
  edit: SettingsEdit,
  how: EditParts['how'],
  given?: { readonly dryRun?: boolean; readonly reason?: string | undefined },
) => Edited;

/**
 * Changes `station.json` under a running station, with its row in the audit log: what was changed, not to what. At its
 * window only a lead may, and says why. What may hold under way holds at once.
 */
export function createSettingsChange(parts: {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly installationId: string;
  readonly settings: Settings;
  readonly db: Database;
  readonly session: SessionStore;
  readonly audit: AuditStore;
  readonly people: Pick<OperatorsDesk, 'settingsRight'>;
  readonly clock: Clock;
  readonly log: Log;
}): ChangeSettings {
  const { folder, environment, installationId, settings, db, session, audit, people, clock, log } = parts;

  const write = db.transaction((changes: readonly SettingChange[], row: Row, edit: () => Edited): Edited => {
    if (changes.length > 0) record(changes, row);
    return edit();
  });

  function record(changes: readonly SettingChange[], { atMs, operatorId, how, reason }: Row): void {
    const detail = {
      'settings.how': how,
      'settings.changed': changes.map(({ path }) => path).join(', '),
      ...(reason === undefined ? {} : { 'approval.reason': reason }),
    };
    audit.record('settings.changed', { atMs, operatorId, entry: 'command', detail });
  }

  return (edit, how, { dryRun = false, reason } = {}) => {
    const isWindow = how === 'window';
    const right = isWindow ? people.settingsRight() : 'free';
    const why = reason?.trim() ?? '';
    if (right === 'none') return refused('fault.lead');
    if (right === 'with_reason' && why === '') return refused('fault.reason');
    const secrets = openSecrets(folder, environment);
    const nowMs = clock.now();
    // Whoever is at the bench has nothing to do with a command.
    const by = isWindow ? session.get().operatorId : null;
    const common = { folder, secrets, environment, nowMs, by, how, furtherFaults: settingsFaults };
    const tried = editSettings(edit, { ...common, dryRun: true });
    if (!tried.ok || dryRun) return tried;
    const row = {
      atMs: nowMs,
      operatorId: by,
      how: edit.kind === 'undo' ? 'undo' : how,
      reason: why === '' ? undefined : why,
    };
    const edited = write.immediate(tried.changes, row, () => editSettings(edit, common));
    if (edited.ok) {
      takeOver(settings, withDefaults(loadSettings(folder, environment, secrets), installationId));
      log.info('settings.changed', { how, keys: edited.changes.length });
    }
    return edited;
  };
}

interface Row {
  readonly atMs: number;
  readonly operatorId: string | null;
  readonly how: string;
  readonly reason: string | undefined;
}

const refused = (say: 'fault.lead' | 'fault.reason'): Edited => ({ ok: false, faults: [{ say }] });
