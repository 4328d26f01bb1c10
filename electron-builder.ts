import type { Configuration } from 'electron-builder';
import { resolve } from 'node:path';
import packageJson from './package.json' with { type: 'json' };
import { FUSES } from './src/main/electron/fuses.ts';

/*
 * Packages for the three systems (docs/install.md, docs/decisions/0006). `npm run package` puts together what goes in
 * (packaging/stage.ts) and then runs electron-builder there, which reads this. Keys are signed with by environment alone, as
 * electron-builder reads it: CSC_LINK, CSC_KEY_PASSWORD, WIN_CSC_*, APPLE_*.
 */

/** Every fuse that this electron-builder knows: one that Electron adds is a type error until it is decided. */
const electronFuses: Required<Omit<NonNullable<Configuration['electronFuses']>, 'resetAdHocDarwinSignature'>> = FUSES;

const { PICKSPAN_UPDATES_URL: updatesUrl, PICKSPAN_SIGN: sign, GH_TOKEN: githubToken } = process.env;

const ours = (...path: readonly string[]): string => resolve(import.meta.dirname, ...path);
const resource = (file: string): string => ours('resources', 'package', file);

/** How the installed program answers on a command line. */
const commandLine = (file: string) => ({ from: resource(file), to: `bin/${file}` });

const configuration: Configuration = {
  appId: 'example.pickspan.station',
  productName: 'Pickspan',
  copyright: 'The Pickspan authors, Apache-2.0',
  directories: { output: ours('dist', 'packages'), buildResources: ours('resources', 'package') },
  electronVersion: packageJson.devDependencies.electron,
  // What is staged is exactly what goes in; its packages would be left out without being named.
  files: ['**/*', { from: 'node_modules', to: 'node_modules' }],
  // A library is loaded by the system, which knows nothing of archives.
  asarUnpack: ['**/*.node'],
  // Node-API prebuilds fit every Electron; nothing is compiled.
  npmRebuild: false,
  electronFuses,
  electronLanguages: ['en-US', 'de', 'es', 'pl'],
  forceCodeSigning: sign === '1',
  // Electron's own LICENSE stands there too.
  extraFiles: ['THIRD-PARTY-LICENCES.txt', { from: ours('LICENSE'), to: 'LICENSE.pickspan.txt' }],
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  // The first writes latest.yml, which lies with the packages on a server of one's own; stations take the address from
  // their settings. The second is for whoever publishes on GitHub.
  publish: [
    { provider: 'generic', url: updatesUrl ?? 'https://updates.pickspan.example/' },
    ...(githubToken === undefined || githubToken === '' ? [] : [{ provider: 'github', releaseType: 'draft' } as const]),
  ],
  win: {
    target: ['nsis'],
    icon: 'icon.ico',
    extraFiles: [commandLine('pickspan.cmd')],
  },
  nsis: {
    // Asks a person for whom to install; silently it is said with /allusers or /currentuser.
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    runAfterFinish: false,
    // Asked for by installer.nsh, and never taken by an update.
    deleteAppDataOnUninstall: false,
    include: resource('installer.nsh'),
  },
  linux: {
    target: ['AppImage', 'deb'],
    icon: 'icons',
    category: 'Office',
    executableName: 'pickspan',
    synopsis: 'Warehouse terminal for pick, pack and ship',
    maintainer: 'The Pickspan authors <pickspan@pickspan.example>',
    extraFiles: [commandLine('pickspan')],
  },
  deb: {
    afterInstall: resource('deb/after-install.sh'),
    afterRemove: resource('deb/after-remove.sh'),
  },
  mac: {
    target: ['dmg', 'zip'],
    icon: 'icon.icns',
    category: 'public.app-category.business',
    hardenedRuntime: true,
  },
};

export default configuration;
