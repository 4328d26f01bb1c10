import { reasonOf } from '../../database/folder-problem.ts';
import type { Settings } from '../../settings/settings.ts';
import { BROKER } from '../outbox.ts';
import { folderTarget } from './folder.ts';
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
  settings: Pick<Settings, 'targets' | 'network'>,
  options: { readonly folder: string; readonly environment: NodeJS.ProcessEnv; readonly nowMs: () => number },
): { readonly targets: Target[]; readonly problems: string[] } {
  const targets: Target[] = [];
  const problems: string[] = [];
  for (const each of settings.targets) {
    try {
      targets.push(
        each.kind === 'webhook'
          ? webhook(each, { ...options, network: settings.network })
          : folderTarget(each, options.folder),
      );
    } catch (error) {
      problems.push(`the target ${each.name} cannot be used: ${reasonOf(error)}`);
    }
  }
  return { targets, problems };
}
