import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { reasonOf } from '../database/folder-problem.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { doOrHandOver } from './hold.ts';
import { tell } from './output.ts';

/**
 * `intake [FILE...]`: events in, one JSON line out per event; without a file, those of the files in the inbox. Exit 1
 * when one was refused.
 */
export async function intake(given: Arguments): Promise<number> {
  const texts: string[] = [];
  for (const file of given.positionals) {
    try {
      texts.push(textOf(file === '-' ? await readStandardInput() : readFileSync(file)));
    } catch (error) {
      throw new UsageError(`cannot read ${file}: ${reasonOf(error)}`, { cause: error });
    }
  }
  const answer = await doOrHandOver(
    given.folder,
    'intake',
    given.positionals.length === 0 ? { ask: 'inbox' } : { ask: 'intake', texts },
  );
  return tell(answer);
}

/**
 * The text of an input. Bytes that are no UTF-8 become half a character, which no UTF-8 can say: so the line they are in
 * is refused, and no other. Replaced, they would be taken, and printed on a label.
 */
function textOf(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  const lines: string[] = [];
  for (let at = 0; at <= bytes.length;) {
    const end = bytes.indexOf('\n', at);
    const line = bytes.subarray(at, end === -1 ? bytes.length : end);
    lines.push(isUtf8(line) ? line.toString('utf8') : line.toString('utf8').replaceAll('\uFFFD', '\uDFFF'));
    at += line.length + 1;
  }
  return lines.join('\n');
}

async function readStandardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
