import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFolder } from '../support/folder.ts';
import { run } from '../support/pickspan.ts';

/* `pickspan sheet`: what is on the pages stands in src/main/paper/barcodes.test.ts. */

describe('sheets of codes', () => {
  it('are a PDF each', async () => {
    const folder = dataFolder();
    const bins = join(folder, 'bins.txt');
    writeFileSync(bins, 'A-01-03\r\nA-01-04\n\n');
    const sheets = [['commands'], ['badges', 'maria', 'jan'], ['totes', 'T-1', 'T-2'], ['bins', bins], ['scanner']];
    for (const words of sheets) {
      const out = join(folder, `${words[0]}.pdf`);
      expect(await run(folder, ['sheet', ...words, '--out', out])).toMatchObject({
        code: 0,
        stdout: `${out}\n`,
        stderr: '',
      });
      expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  it('leave out what no scanner reads or what may be an article, and say so', async () => {
    const folder = dataFolder();
    const bins = join(folder, 'bins.txt');
    writeFileSync(bins, 'A-01\n4012345678901\n漢\n');
    const { code, stderr } = await run(folder, ['sheet', 'bins', bins, '--out', join(folder, 'bins.pdf')]);
    expect(code).toBe(1);
    expect(stderr.split('\n')).toEqual([
      'An article may have the number "4012345678901": it was left out.',
      'No scanner could read "漢": it was left out.',
      '',
    ]);
  });

  it('of totes that nobody could scan are left out too', async () => {
    const folder = dataFolder();
    const words = ['sheet', 'totes', 'T-1', 'żółta', 'x'.repeat(65)];
    const { code, stderr } = await run(folder, [...words, '--out', join(folder, 'totes.pdf')]);
    expect(code).toBe(1);
    expect(stderr).toContain('żółta');
    expect(stderr).not.toContain('T-1');
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });

  it.each([[[]], [['posters']], [['badges']], [['totes']], [['bins']], [['bins', '/nowhere/bins.txt']]])(
    'are no %j',
    async (words) => {
      expect((await run(dataFolder(), ['sheet', ...words])).code).toBe(2);
    },
  );
});
