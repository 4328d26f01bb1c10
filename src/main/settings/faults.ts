import * as v from 'valibot';
import { settingsSchema, type SettingsFile } from './schema.ts';
import { dotted } from './tree.ts';

export type Checked =
  | { readonly ok: true; readonly file: SettingsFile }
  /** Each with the path of the key and what is wrong with it. */
  | { readonly ok: false; readonly faults: readonly SettingsFault[] };

export interface SettingsFault {
  readonly path: string;
  readonly what: string;
}

const SECRET = /^(telemetry|http|amqp|operators|targets|subscribers|carriers|network)\b/;

/** Checks the whole of the settings, secrets filled in, by the schema. */
export function checkSettings(given: unknown): Checked {
  const checked = v.safeParse(settingsSchema, given);
  if (checked.success) return { ok: true, file: checked.output };
  return { ok: false, faults: checked.issues.map((issue) => ({ path: pathOf(issue), what: wordsOf(issue) })) };
}

export const faultInWords = ({ path, what }: SettingsFault): string => `${path}: ${what}`;

const pathOf = (issue: v.BaseIssue<unknown>): string =>
  dotted(issue.path?.map(({ key }) => String(key)) ?? []) || '(the whole file)';

function wordsOf(issue: v.BaseIssue<unknown>): string {
  // Valibot calls a key that a strict object does not know an unexpected one of type never.
  if (issue.expected === 'never') return 'no such setting';
  // What was given instead may be a key or a password.
  return SECRET.test(pathOf(issue)) ? issue.message.replace(/(: | but )received .*$/is, '') : issue.message;
}
