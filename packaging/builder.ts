import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** electron-builder, ready to be started by Node. */
export interface Builder {
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/**
 * electron-builder on what was staged: that is its project, or it would look into node_modules itself and bring all of it.
 * @param more what it is to make, and other settings for this once.
 */
export function builderOn(root: string, staged: string, more: readonly string[]): Builder {
  const program = join(
    dirname(createRequire(join(root, 'package.json')).resolve('electron-builder/package.json')),
    'cli.js',
  );
  return {
    args: [program, '--projectDir', staged, '--config', join(root, 'electron-builder.ts'), ...more],
    // It asks the package manager that started it for the packages of its project. Here are none to be told of: so it is to
    // look at the folder, which takes no time.
    env: { npm_config_user_agent: 'traversal', npm_execpath: 'traversal' },
  };
}
