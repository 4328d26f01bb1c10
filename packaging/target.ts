/** What a package is made for, in Node's words. */
export interface Target {
  readonly platform: 'linux' | 'win32' | 'darwin';
  readonly arch: 'x64' | 'arm64';
}

/** This machine: packages bring the native modules that are installed here, so each target is packed on its own kind. */
export function thisMachine(): Target {
  const { platform, arch } = process;
  if (platform !== 'linux' && platform !== 'win32' && platform !== 'darwin')
    throw new Error(`there are no packages for ${platform}`);
  if (arch !== 'x64' && arch !== 'arm64') throw new Error(`there are no packages for ${arch}`);
  return { platform, arch };
}
