import type { Log } from '../log/log-file.ts';
import { translate } from '../messages/translate.ts';
import { openSecrets } from '../secrets/secrets.ts';
import { withDefaults } from '../settings/defaults.ts';
import { editSettings, type Edited, type EditParts, type SettingsEdit } from '../settings/edit.ts';
import { takeOver } from '../settings/live.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';
import type { Clock } from '../database/clock.ts';
import type { OperatorsDesk } from './operators-desk.ts';
import type { SessionStore } from './session-store.ts';
import { settingsFaults } from './settings-faults.ts';

export type ChangeSettings = (edit: SettingsEdit, how: EditParts['how'], dryRun?: boolean) => Edited;

/** Changes `station.json` under a running station; at its window only a lead may. What may hold under way holds at once. */
export function createSettingsChange(parts: {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly installationId: string;
  readonly settings: Settings;
  readonly session: SessionStore;
  readonly people: Pick<OperatorsDesk, 'maySet'>;
  readonly clock: Clock;
  readonly log: Log;
}): ChangeSettings {
  const { folder, environment, installationId, settings, session, people, clock, log } = parts;
  return (edit, how, dryRun = false) => {
    const secrets = openSecrets(folder, environment);
    if (how === 'window' && !people.maySet())
      return { ok: false, faults: [translate(settings.station.language, 'lead.needed', {})] };
    const by = session.get().operatorId;
    const nowMs = clock.now();
    const furtherFaults = settingsFaults;
    const edited = editSettings(edit, { folder, secrets, environment, nowMs, by, how, furtherFaults, dryRun });
    if (edited.ok && !dryRun) {
      takeOver(settings, withDefaults(loadSettings(folder, environment, secrets), installationId));
      log.info('settings.changed', { how, keys: edited.changes.length });
    }
    return edited;
  };
}
