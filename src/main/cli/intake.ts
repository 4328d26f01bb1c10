import { readFileSync } from 'node:fs';
import type { ControlAnswer } from '../control/protocol.ts';
import { reasonOf } from '../database/folder-problem.ts';
import type { OpenStation } from '../station/open-station.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { doOrHandOver } from './hold.ts';
import { complain, print } from './output.ts';

/** How events that name no source came in. */
const WAY_IN = 'urn:pickspan:intake';

/** `intake [FILE...]`: events in, one JSON line out per event. Exit 1 when one was refused. */
export async function intake(given: Arguments): Promise<number> {
  if (given.positionals.length === 0) throw new UsageError("name a file of events, or '-' for standard input");
  const texts: string[] = [];
  for (const file of given.positionals) {
    try {
      texts.push(file === '-' ? await readStandardInput() : readFileSync(file, 'utf8'));
    } catch (error) {
      throw new UsageError(`cannot read ${file}: ${reasonOf(error)}`, { cause: error });
    }
  }
  const answer = await doOrHandOver(given.folder, 'intake', { ask: 'intake', texts });
  for (const line of answer.lines) print(line);
  for (const line of answer.errors) complain(line);
  return answer.exit;
}

export function runIntake(station: OpenStation, texts: readonly string[]): ControlAnswer {
  const results = texts.flatMap((text) => station.intake(text, WAY_IN));
  const refused = results.filter(({ result }) => result === 'refused');
  return {
    lines: results.map((result) => JSON.stringify(result)),
    errors:
      refused.length === 0
        ? []
        : [`${refused.length} of ${results.length} refused, first: ${refused[0]?.message ?? refused[0]?.reason ?? ''}`],
    exit: refused.length === 0 ? 0 : 1,
  };
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}
