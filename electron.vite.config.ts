import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * Three bundles, one per process. `main` has two entries: the desktop app, and the command line that the installed app
 * answers too. A checkout runs the sources themselves (see bin/pickspan.mjs), so this build is never stale in development.
 */
export default defineConfig({
  main: {
    build: { rollupOptions: { input: { index: 'src/main/index.ts', cli: 'src/main/cli.ts' } } },
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
    build: { minify: true, rollupOptions: { input: 'src/renderer/index.html' } },
  },
});
