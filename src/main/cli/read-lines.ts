import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/**
 * Lines of a byte stream, ended by LF or CR LF and by nothing else: `readline` would also split at U+2028, which JSON
 * may hold. The last line need not be ended. A byte order mark, as some shells put before what they pipe, is no scan.
 */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let isFirst = true;
  const textOf = (line: string): string => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    const marked = isFirst && text.startsWith('\uFEFF');
    isFirst = false;
    return marked ? text.slice(1) : text;
  };
  for await (const chunk of stream) {
    const lines = (rest + decoder.write(Buffer.from(chunk as Uint8Array))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield textOf(line);
  }
  rest += decoder.end();
  if (rest !== '') yield textOf(rest);
}
