import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { readLines } from './read-lines.ts';

async function linesOf(...chunks: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(Readable.from(chunks.map((chunk) => Buffer.from(chunk))))) lines.push(line);
  return lines;
}

it('are ended by LF or CR LF and by nothing else', async () => {
  expect(await linesOf('a\r\nb\u2028c\n', '\nlast')).toEqual(['a', 'b\u2028c', '', 'last']);
});

it('lose a byte order mark at the very beginning, and there alone', async () => {
  expect(await linesOf('\uFEFFa\r\n', '\uFEFFb')).toEqual(['a', '\uFEFFb']);
  expect(await linesOf('\uFEFFPS:PICK')).toEqual(['PS:PICK']);
  expect(await linesOf('')).toEqual([]);
});
