import type { Said } from '../messages/message.ts';
import { seriesFaults } from '../parcels/station-numbers.ts';
import { withDefaults } from '../settings/defaults.ts';
import type { SettingsFile } from '../settings/schema.ts';

/** Of no installation: what is wrong with a range does not depend on which it is. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** What is wrong with settings that their schema lets through. */
export const settingsFaults = (file: SettingsFile): readonly Said[] => seriesFaults(withDefaults(file, NOBODY));
