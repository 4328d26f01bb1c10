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
    for (const words of [['commands'], ['badges', 'maria', 'jan'], ['bins', bins], ['scanner']]) {
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
    expect(stderr).toContain('4012345678901');
    expect(stderr).toContain('漢');
    expect(stderr).not.toContain('A-01');
  });

  it.each([[[]], [['posters']], [['badges']], [['bins']], [['bins', '/nowhere/bins.txt']]])(
    'are no %j',
    async (words) => {
      expect((await run(dataFolder(), ['sheet', ...words])).code).toBe(2);
    },
  );
});
