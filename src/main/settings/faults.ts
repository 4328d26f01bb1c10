import * as v from 'valibot';
import type { Said, Word } from '../messages/message.ts';
import { setUpEn, type SetUpKey } from '../messages/set-up/en.ts';
import { settingsSchema, type SettingsFile } from './schema.ts';
import { dotted } from './tree.ts';

export type Checked =
  | { readonly ok: true; readonly file: SettingsFile }
  /** Each with the path of the key and what is wrong with it, in no language yet. */
  | { readonly ok: false; readonly faults: readonly Said[] };

/** Checks the whole of the settings, secrets filled in, by the schema. */
export function checkSettings(given: unknown): Checked {
  const checked = v.safeParse(settingsSchema, given);
  if (checked.success) return { ok: true, file: checked.output };
  return { ok: false, faults: checked.issues.map((issue) => faultAt(pathOf(issue), wordOf(issue))) };
}

export const faultAt = (path: Word, fault: Said): Said => ({ say: 'fault.at', words: { path, fault } });

const pathOf = (issue: v.BaseIssue<unknown>): Word =>
  dotted(issue.path?.map(({ key }) => String(key)) ?? []) || { say: 'fault.whole' };

/** The schema says the form of a text in English; by that the other languages are found. */
const FORMS: ReadonlyMap<string, SetUpKey> = new Map(
  (Object.keys(setUpEn) as SetUpKey[]).filter((key) => key.startsWith('form.')).map((key) => [setUpEn[key], key]),
);

/** What was expected, never what was given instead: that may be a key or a password. */
function wordOf(issue: v.BaseIssue<unknown>): Said {
  // Valibot calls a key that a strict object does not know an unexpected one of type never.
  if (issue.expected === 'never') return { say: 'fault.unknown_key' };
  if (issue.kind === 'schema' && issue.received === 'undefined') return { say: 'fault.missing_key' };
  const form = FORMS.get(issue.message);
  if (form !== undefined) return { say: form };
  const required = String(issue.requirement);
  switch (issue.type) {
    case 'string':
      return ofKind('kind.text');
    case 'number':
      return ofKind('kind.number');
    case 'boolean':
      return ofKind('kind.boolean');
    case 'array':
    case 'tuple':
      return ofKind('kind.list');
    case 'strict_object':
    case 'record':
      return ofKind('kind.object');
    case 'picklist':
    case 'literal':
    case 'union':
    case 'variant':
      if (issue.expected === 'Object') return ofKind('kind.object');
      return { say: 'fault.one_of', words: { values: (issue.expected ?? '').replaceAll(/[()"]/g, '').split(' | ') } };
    case 'integer':
      return { say: 'fault.whole_number' };
    case 'min_value':
      return { say: 'fault.at_least', words: { least: required } };
    case 'max_value':
      return { say: 'fault.at_most', words: { most: required } };
    case 'min_length':
      return { say: 'fault.longer', words: { least: required } };
    case 'max_length':
      return { say: 'fault.shorter', words: { most: required } };
    case 'url':
      return { say: 'fault.url' };
    case 'not_value':
      return { say: 'fault.not', words: { value: required } };
    default:
      return { say: 'fault.form' };
  }
}

const ofKind = (say: SetUpKey): Said => ({ say: 'fault.kind', words: { expected: { say } } });
