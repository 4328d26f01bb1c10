import * as v from 'valibot';

/** The keys that can end a scan, as `KeyboardEvent.key` names them. */
export const TERMINATORS = [
  'Enter',
  'Tab',
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'F10',
  'F11',
  'F12',
] as const;

/** How a scanner types the group separator (ASCII 29) of a GS1 code, which no keyboard has. */
export const GS_FORMS = ['ctrl-bracket', 'f8', 'ascii-29', 'alt-029'] as const;

const affix = v.optional(v.pipe(v.string(), v.maxLength(20)), '');

/** What the station knows about its keyboard scanner. Times in milliseconds. */
export const scannerSettingsSchema = v.pipe(
  v.strictObject({
    terminator: v.optional(v.picklist(TERMINATORS), 'Enter'),
    /** Text every scan begins with and that is no part of the code. */
    prefix: affix,
    /** Text every scan ends with, before the terminator. */
    suffix: affix,
    /** The longest gap between two keys at which they are still one scanner's: 60 by cable, up to 150 by Bluetooth. */
    gapMs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(10), v.maxValue(150)), 60),
    /** By the key's place on a US keyboard, or by what the system's keyboard layout makes of it. */
    decode: v.optional(v.picklist(['code-us', 'key']), 'code-us'),
    gs: v.optional(v.array(v.picklist(GS_FORMS)), [...GS_FORMS]),
  }),
  v.check(
    ({ terminator, gs }) => !(terminator === 'F8' && gs.includes('f8')),
    'F8 cannot both end a scan and stand for the group separator: take f8 out of gs, or choose another terminator',
  ),
);

export type ScannerSettings = Readonly<v.InferOutput<typeof scannerSettingsSchema>>;

export const SCANNER_DEFAULTS: ScannerSettings = v.parse(scannerSettingsSchema, {});
