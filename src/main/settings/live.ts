import type { Settings } from './settings.ts';
import type { SettingChange } from './differences.ts';

/** What a running station takes over at once; each is read anew with every step. The rest holds from the next start. */
const LIVE = new Set(['weight', 'boxes', 'rules', 'short_policy', 'pick_list']);
const LIVE_PARTS = [
  'weight',
  'boxes',
  'rules',
  'shortPolicy',
  'pickList',
] as const satisfies readonly (keyof Settings)[];

/** The changes that wait for the next start. */
export const waitForStart = (changes: readonly SettingChange[]): string[] =>
  changes.map(({ path }) => path).filter((path) => !LIVE.has(path.split('.', 1)[0] ?? ''));

/** Gives a running station the parts of its new settings that it may take over under way. */
export function takeOver(running: Settings, next: Settings): void {
  Object.assign(running, Object.fromEntries(LIVE_PARTS.map((part) => [part, next[part]])));
}
