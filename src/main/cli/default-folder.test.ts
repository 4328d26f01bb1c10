import { describe, expect, it } from 'vitest';
import { defaultFolder } from './default-folder.ts';

const windows = {
  platform: 'win32',
  home: String.raw`C:\Users\bench7`,
  environment: {
    APPDATA: String.raw`C:\Users\bench7\AppData\Roaming`,
    ProgramFiles: String.raw`C:\Program Files`,
    ProgramData: String.raw`C:\ProgramData`,
  },
} as const;

describe('the data folder that nobody named', () => {
  it.each([
    [String.raw`C:\Program Files\Pickspan\Pickspan.exe`, String.raw`C:\ProgramData\Pickspan`],
    [String.raw`c:\program files\Pickspan\pickspan.exe`, String.raw`C:\ProgramData\Pickspan`],
    [
      String.raw`C:\Users\bench7\AppData\Local\Programs\Pickspan\Pickspan.exe`,
      String.raw`C:\Users\bench7\AppData\Roaming\Pickspan`,
    ],
    [String.raw`C:\Program Files\nodejs\node.exe`, String.raw`C:\Users\bench7\AppData\Roaming\Pickspan`],
  ])('of %s is %s', (program, folder) => {
    expect(defaultFolder({ ...windows, program })).toBe(folder);
  });

  it.each([
    ['linux', '/opt/Pickspan/pickspan', {}, '/var/lib/pickspan'],
    ['linux', '/tmp/.mount_Picksp/pickspan', {}, '/home/b/.local/share/pickspan'],
    ['linux', '/usr/bin/node', { XDG_DATA_HOME: '/data' }, '/data/pickspan'],
    ['darwin', '/Applications/Pickspan.app', {}, '/home/b/Library/Application Support/Pickspan'],
  ] as const)('on %s of %s is %s', (platform, program, environment, folder) => {
    expect(defaultFolder({ platform, program, environment, home: '/home/b' })).toBe(folder);
  });
});
