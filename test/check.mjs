// All static checks, side by side. Each prints only when it has something to say; the exit code is 1 when any does.
import { spawn } from 'node:child_process';

const CHECKS = {
  'types of main': ['tsc', '-p', 'tsconfig.main.json'],
  'types of preload': ['tsc', '-p', 'tsconfig.preload.json'],
  'types of renderer': ['tsc', '-p', 'tsconfig.renderer.json'],
  'types of tests': ['tsc', '-p', 'tsconfig.test.json'],
  lint: ['oxlint', '--type-aware', '--max-warnings=0'],
  format: ['oxfmt', '--check', '.'],
  'dead code': ['knip', '--no-progress'],
};

/** @param {string} name @param {readonly string[]} command @returns {Promise<boolean>} */
function check(name, [program = '', ...args]) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, { shell: process.platform === 'win32' });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += String(text);
      });
    }
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}`);
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}

const results = await Promise.all(Object.entries(CHECKS).map(([name, command]) => check(name, command)));
process.exit(results.every(Boolean) ? 0 : 1);
