import { posix, win32 } from 'node:path';

/** Where the packages for Linux install the program, and what they make for its data (resources/package/deb). */
const INSTALLED_FOR_ALL = '/opt/Pickspan/';
const SHARED = '/var/lib/pickspan';

/**
 * The data folder where nobody names one: the user's application data, where each system wants it. A program that was
 * installed for all users of a computer has one for all, which its installer made for the station's users alone.
 * @param program the running program; a checkout's Node lies in neither place.
 */
export function defaultFolder(of: {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  readonly home: string;
  readonly program: string;
}): string {
  const { platform, environment, home, program } = of;
  if (platform === 'win32') {
    const isPickspan = win32.basename(program).toLowerCase() === 'pickspan.exe';
    const forAll = [environment['ProgramFiles'], environment['ProgramW6432']].some(
      (folder) => folder !== undefined && program.toLowerCase().startsWith(`${folder.toLowerCase()}\\`),
    );
    if (isPickspan && forAll) return win32.join(environment['ProgramData'] ?? String.raw`C:\ProgramData`, 'Pickspan');
    return win32.join(environment['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'Pickspan');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Pickspan');
  if (program.startsWith(INSTALLED_FOR_ALL)) return SHARED;
  return posix.join(environment['XDG_DATA_HOME'] || posix.join(home, '.local', 'share'), 'pickspan');
}
