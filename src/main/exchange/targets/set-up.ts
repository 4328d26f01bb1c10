import { reasonOf } from '../../database/folder-problem.ts';
import type { Settings } from '../../settings/settings.ts';
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
 * The webhooks and folders of the settings. One that cannot be used is a problem in words, and keeps no other from being
 * told; what waits for it goes on waiting.
 */
export function makeTargets(
  settings: Pick<Settings, 'targets' | 'epcis'>,
  options: { readonly folder: string; readonly environment: NodeJS.ProcessEnv; readonly nowMs: () => number },
): { readonly targets: Target[]; readonly problems: string[] } {
  const targets: Target[] = [];
  const problems: string[] = [];
  for (const each of settings.targets) {
    const format = each.format === 'epcis' ? asEpcis(settings.epcis.locationBase) : asCloudEvent;
    try {
      targets.push(
        each.kind === 'webhook'
          ? webhook(each, options.environment, options.nowMs, format)
          : folderTarget(each, options.folder, format),
      );
    } catch (error) {
      problems.push(`the target ${each.name} cannot be used: ${reasonOf(error)}`);
    }
  }
  return { targets, problems };
}
