import { describe, expect, it } from 'vitest';
import { withDefaults } from './defaults.ts';

const INSTALLATION = '3f0e6a52-9c1d-4b7e-8f27-1a2b3c4d5e6f';

describe('what the settings leave out', () => {
  it('is there for trying out: every role, boxes, a carrier, numbers of the example prefix in a block of the installation', () => {
    const settings = withDefaults({}, INSTALLATION);
    expect(settings).toMatchObject({
      test: true,
      station: { roles: ['pick', 'pack', 'ship'], language: 'en', keepSignin: true },
      sscc: { prefix: '952', extension: 0 },
      weight: { toleranceG: 200, tolerancePct: 5, required: false },
      shortPolicy: 'ship',
    });
    expect(settings.sscc.to - settings.sscc.from).toBe(9_999_999);
    expect(settings.boxes.map(({ code }) => code)).toEqual(['S', 'M', 'L']);
    expect([...settings.carriers.keys()]).toEqual(['house']);
  });

  it('is filled in key by key', () => {
    const settings = withDefaults({ weight: { tolerance_g: 50 }, carriers: { dpd: {} } }, INSTALLATION);
    expect(settings.weight).toEqual({ toleranceG: 50, tolerancePct: 5, required: false });
    expect([...settings.carriers]).toEqual([
      ['house', { name: 'House carrier', transitDays: 1, cutOff: undefined }],
      ['dpd', { name: 'dpd', transitDays: 1, cutOff: undefined }],
    ]);
    expect(settings.tracking.get('dpd')?.prefix).not.toBe(settings.tracking.get('house')?.prefix);
  });

  it('lets a range whose begin is given run to the end of its format', () => {
    const settings = withDefaults({ numbers: { tracking: { house: { from: 1_234_567_890_123 } } } }, INSTALLATION);
    expect(settings.tracking.get('house')).toMatchObject({ from: 1_234_567_890_123, to: 9_999_999_999_999 });
  });
});
