import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const CHUNKS = join(import.meta.dirname, '../../out/main/chunks');

/** The address of a thread's module in the build. */
export function builtThread(name: string): string {
  const chunk = readdirSync(CHUNKS).find((file) => file.startsWith(`${name}-`));
  if (chunk === undefined) throw new Error(`the build has no ${name}`);
  return pathToFileURL(join(CHUNKS, chunk)).href;
}
