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
      texts.push(file === '-' ? await readStandardInput() : readFileSync(file, 'utf8'));
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

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}
