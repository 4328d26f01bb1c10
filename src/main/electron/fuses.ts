/*
 * The fuses of the packaged program: what its Electron can no longer do, whoever starts it with whatever arguments.
 * https://www.electronjs.org/docs/latest/tutorial/fuses (item 19)
 */

/** As electron-builder names them. */
interface FuseOptions {
  runAsNode?: boolean;
  enableCookieEncryption?: boolean;
  enableNodeOptionsEnvironmentVariable?: boolean;
  enableNodeCliInspectArguments?: boolean;
  enableEmbeddedAsarIntegrityValidation?: boolean;
  onlyLoadAppFromAsar?: boolean;
  loadBrowserProcessSpecificV8Snapshot?: boolean;
  grantFileProtocolExtraPrivileges?: boolean;
}

/** `Required`: a fuse that is forgotten is a type error. */
export const FUSES: Required<FuseOptions> = {
  runAsNode: false,
  // There are no cookies to encrypt, and a keyring that is asked for can stop a station in front of a prompt.
  enableCookieEncryption: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};
