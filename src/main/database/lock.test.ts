import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/station/folder.ts';
import { FolderProblem } from './folder-problem.ts';
import { lockFolder } from './lock.ts';

const LOCK_MODULE = new URL('lock.ts', import.meta.url).href;

/** Another process that takes the folder, says what came of it, and then sits there. */
const TAKE_AND_STAY = `
  const { lockFolder } = await import(${JSON.stringify(LOCK_MODULE)});
  const lock = lockFolder(process.argv[1]);
  process.stdout.write(lock === undefined ? 'taken' : 'mine');
  setInterval(() => lock, 1 << 30);
`;

async function otherProcess(folder: string) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', TAKE_AND_STAY, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [said] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [unknown];
  return { child, said: String(said) };
}

describe('the lock of a folder', () => {
  it('is held by one, and free again after', () => {
    const folder = temporaryFolder();
    const lock = lockFolder(folder);
    expect(lock).toBeDefined();
    expect(lockFolder(folder)).toBeUndefined();
    lock?.release();
    const again = lockFolder(folder);
    expect(again).toBeDefined();
    again?.release();
  });

  it('is held by another process until that one is killed', async () => {
    const folder = temporaryFolder();
    const { child, said } = await otherProcess(folder);
    expect(said).toBe('mine');
    expect(lockFolder(folder)).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = lockFolder(folder);
    expect(lock).toBeDefined();
    lock?.release();
  });

  it('keeps another process out', async () => {
    const folder = temporaryFolder();
    const lock = lockFolder(folder);
    expect((await otherProcess(folder)).said).toBe('taken');
    lock?.release();
  });

  it('makes the folder where there is none', () => {
    const folder = join(temporaryFolder(), 'deep', 'down');
    const lock = lockFolder(folder);
    expect(lock).toBeDefined();
    lock?.release();
  });

  it('says what is wrong with a folder that is none', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(() => lockFolder(file)).toThrow(FolderProblem);
    expect(() => lockFolder(join(file, 'below'))).toThrow('Choose another with --data');
  });

  it('says so where the lock itself cannot be opened', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'lock.sqlite'));
    expect(() => lockFolder(folder)).toThrow('Check that it is a folder you may write to');
  });
});
