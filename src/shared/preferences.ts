import * as v from 'valibot';
import { SCANNER_DEFAULTS, scannerSettingsSchema } from './scanner-settings.ts';

/* How this station's window looks, sounds and listens. Kept in the data folder, so that a new window is as the old one. */

export const THEMES = ['auto', 'light', 'dark'] as const;

export const preferencesSchema = v.strictObject({
  theme: v.picklist(THEMES),
  /** 0 to 1. */
  volume: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  muted: v.boolean(),
  /** Flash the whole screen in the colour of the answer. */
  flash: v.boolean(),
  /** Whoever is here tries the station out: set-up is offered no more. */
  trying: v.boolean(),
  /** What the set-up found out about the keyboard scanner. */
  scanner: scannerSettingsSchema,
});

export type Preferences = v.InferOutput<typeof preferencesSchema>;

export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'auto',
  volume: 0.8,
  muted: false,
  flash: true,
  trying: false,
  scanner: SCANNER_DEFAULTS,
};
