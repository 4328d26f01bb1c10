import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { SCANNER_DEFAULTS, scannerSettingsSchema } from './scanner-settings.ts';

describe('settings of the scanner', () => {
  it('are whole without a word', () => {
    expect(SCANNER_DEFAULTS).toEqual({
      terminator: 'Enter',
      prefix: '',
      suffix: '',
      gapMs: 60,
      decode: 'code-us',
      gs: ['ctrl-bracket', 'f8', 'ascii-29', 'alt-029'],
    });
  });

  it.each([
    { terminator: 'Space' },
    { gapMs: 151 },
    { gapMs: 9 },
    { decode: 'ascii' },
    { gs: ['f7'] },
    { prefix: 'x'.repeat(21) },
    { minLength: 3 },
    { terminator: 'F8' },
  ])('refuse %j', (settings) => {
    expect(v.safeParse(scannerSettingsSchema, settings).success).toBe(false);
  });

  it('let F8 end a scan when it is no GS', () => {
    expect(v.safeParse(scannerSettingsSchema, { terminator: 'F8', gs: ['ctrl-bracket'] }).success).toBe(true);
  });
});
