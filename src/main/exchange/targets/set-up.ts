import { reasonOf } from '../../database/folder-problem.ts';
import type { TargetSettings } from '../../settings/schema/targets.ts';
import type { NetworkSettings, Settings } from '../../settings/settings.ts';
import { BROKER } from '../outbox.ts';
import { folderTarget } from './folder.ts';
import { asCloudEvent, asEpcis } from './format.ts';
import type { Target } from './target.ts';
import { webhook } from './webhook.ts';

/** The names of all targets that the settings set up; the broker is one when it has an address. */
export function targetNames({ targets, amqp }: Pick<Settings, 'targets' | 'amqp'>): string[] {
  return [...targets.map(({ name }) => name), ...(amqp.url === undefined ? [] : [BROKER])];
}

/**
 * Webhooks and folders as the settings have them. One that cannot be used is a problem in words, and keeps no other from being
 * told; what waits for it goes on waiting.
 */
export function makeTargets(
  settings: readonly TargetSettings[],
  options: {
    readonly folder: string;
    readonly environment: NodeJS.ProcessEnv;
    readonly nowMs: () => number;
    /** What everything that leaves the station goes by. */
    readonly network: NetworkSettings;
    /** What EPCIS documents append the names of places to. */
    readonly locationBase?: string;
  },
): { readonly targets: Target[]; readonly problems: string[] } {
  const targets: Target[] = [];
  const problems: string[] = [];
  for (const each of settings) {
    const format = each.format === 'epcis' ? asEpcis(options.locationBase ?? '') : asCloudEvent;
    try {
      targets.push(
        each.kind === 'webhook' ? webhook(each, { ...options, format }) : folderTarget(each, options.folder, format),
      );
    } catch (error) {
      problems.push(`the target ${each.name} cannot be used: ${reasonOf(error)}`);
    }
  }
  return { targets, problems };
}
