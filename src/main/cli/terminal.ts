import * as v from 'valibot';
import { ENTRIES } from '../station/station.ts';
import { VERSION } from '../version.ts';
import type { Input } from '../../shared/answers.ts';
import type { Arguments } from './arguments.ts';
import { startBackground } from './background.ts';
import { holdOrRefuse } from './hold.ts';
import { print } from './output.ts';
import { readLines } from './read-lines.ts';

const inputLine = v.object({
  scan: v.string(),
  id: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  traceparent: v.optional(v.string()),
  tracestate: v.optional(v.string()),
  entry: v.optional(v.picklist(ENTRIES)),
});

/**
 * `terminal`: the station on stdin and stdout. First a line that says it is ready, then exactly one JSON line for each
 * line that comes in. At the end of input it stops, without waiting for the network; a printer in the middle of a label has
 * a few seconds.
 */
export async function terminal(given: Arguments): Promise<number> {
  const held = await holdOrRefuse(given.folder, 'terminal');
  const background = await startBackground(held, { folder: given.folder, sync: !given.flags.has('no-sync') });
  try {
    // Paper that the last run left in the queue.
    held.printing.start();
    print(JSON.stringify({ ready: true, pid: process.pid, version: VERSION, view: held.station.view() }));
    for await (const line of readLines(process.stdin)) {
      print(JSON.stringify(held.station.handle(readInputLine(line))));
      held.printing.start();
    }
    return 0;
  } finally {
    await background.stop();
    await held.release();
  }
}

/**
 * A line is the scan itself, or JSON that says more; null says as little as a key left out. What begins like JSON and is
 * none is a scan that cannot be read.
 */
function readInputLine(line: string): Input {
  if (!line.startsWith('{')) return { scan: line };
  let json: unknown;
  try {
    json = JSON.parse(line, (_key, value: unknown) => value ?? undefined);
  } catch {
    return { scan: '', fault: 'JSON' };
  }
  const parsed = v.safeParse(inputLine, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  return { scan: '', fault: `${v.getDotPath(issue) ?? ''}: ${issue.expected}` };
}
