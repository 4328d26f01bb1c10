// Starts the built program as an installation does, where there is no src (see bin/pickspan.mjs).
import { enableCompileCache } from 'node:module';

enableCompileCache();
const cli = /** @type {{ main: (argv: readonly string[]) => Promise<void> }} */ (
  // Not there before a build; whoever starts this has built.
  await import(new URL('../../out/main/cli.js', import.meta.url).href)
);
await cli.main(process.argv.slice(2));
