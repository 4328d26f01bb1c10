import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import project from './package.json' with { type: 'json' };

/** Where `pickspan open --browser` is: the page of the dev server asks the station there. */
const STATION = 'http://127.0.0.1:17340';

/**
 * Looser than what a station sends (src/main/host/page-headers.ts), for the dev server alone: its hot replacement writes
 * an inline script and styles. No build contains it; a test looks.
 */
const DEV_POLICY =
  "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: https:; connect-src 'self' ws:";

/**
 * What stays outside of the main bundle, to be found in node_modules: packages with native parts, and those that find
 * files beside themselves. All others go in: one file starts three times as fast as some hundreds.
 */
const OUTSIDE = [
  'better-sqlite3',
  '@napi-rs/',
  'serialport',
  'zxing-wasm',
  '@fontsource-variable/',
  'electron-updater',
];
const inside = Object.keys(project.dependencies).filter((name) => !OUTSIDE.some((start) => name.startsWith(start)));

/**
 * Three bundles, one per process. `main` has two entries: the desktop app, and the command line that the installed app
 * answers too. A checkout runs the sources themselves (see bin/pickspan.mjs), so this build is never stale in development.
 */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: { exclude: inside },
      rollupOptions: { input: { index: 'src/main/index.ts', cli: 'src/main/cli.ts' } },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      // A sandboxed preload can be neither an ES module nor require files beside it.
      rollupOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [react()],
    server: {
      // The session's cookie is that of this address, whatever the port.
      host: '127.0.0.1',
      headers: { 'content-security-policy': DEV_POLICY },
      proxy: {
        '^/(call/|changes$)': { target: STATION, changeOrigin: true, headers: { origin: STATION } },
      },
    },
    build: { minify: true, rollupOptions: { input: 'src/renderer/index.html' } },
  },
});
