import * as v from 'valibot';

/* How this station's window looks, sounds and listens. Kept in the data folder, so that a new window is as the old one. */

export const THEMES = ['auto', 'light', 'dark'] as const;

export const preferencesSchema = v.strictObject({
  theme: v.picklist(THEMES),
  /** 0 to 1. */
  volume: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  muted: v.boolean(),
  /** Flash the whole screen in the colour of the answer. */
  flash: v.boolean(),
});

export type Preferences = v.InferOutput<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = { theme: 'auto', volume: 0.8, muted: false, flash: true };
