import type { Database } from 'better-sqlite3';
import * as v from 'valibot';
import { DEFAULT_PREFERENCES, preferencesSchema, type Preferences } from '../../shared/preferences.ts';

const some = v.partial(preferencesSchema);
export type SomePreferences = v.InferOutput<typeof some>;

export type PreferenceStore = ReturnType<typeof preferenceStore>;

/**
 * All SQL of the preferences: one row of the database, so that they are as durable as everything else and come back with
 * a backup.
 */
export function preferenceStore(db: Database) {
  const find = db.prepare<[], { json: string }>(`SELECT json FROM preferences WHERE id = 1`);
  const put = db.prepare<[string]>(
    `INSERT INTO preferences (id, json) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json`,
  );

  function get(): Preferences {
    const row = find.get();
    const reading = row === undefined ? undefined : v.safeParse(some, JSON.parse(row.json));
    // What another version wrote may not fit this one: such a row is as good as none.
    return reading?.success === true ? laidOver(DEFAULT_PREFERENCES, reading.output) : DEFAULT_PREFERENCES;
  }

  const change = db.transaction((changed: SomePreferences): Preferences => {
    const preferences = laidOver(get(), changed);
    put.run(JSON.stringify(preferences));
    return preferences;
  });
  return {
    get,
    /** Lays what is given over what is kept; on disk when it returns. */
    change: (changed: SomePreferences): Preferences => change.immediate(changed),
  };
}

/** A key that is there without a value changes nothing. */
function laidOver(all: Preferences, changed: SomePreferences): Preferences {
  const given = Object.entries(changed).filter(([, value]) => value !== undefined);
  return { ...all, ...(Object.fromEntries(given) as Partial<Preferences>) };
}
