import { registerHooks } from 'node:module';
import { takeClockInHand } from './hand-clock.ts';

/* For `node --import`: from here on `electron` is the double, and a test may ask what was done to it. */

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

if (process.env['DOUBLE_CLOCK'] === 'hand') takeClockInHand();
if (process.send !== undefined) await import('./questions.ts');
