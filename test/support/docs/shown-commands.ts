import type { Block } from './documents.ts';

/* Commands as documents show them, taken apart as a shell would, as far as documents go. */

export interface Shown {
  /** Where it stands: `docs/install.md:27`. */
  readonly at: string;
  /** As it is written, without its comment. */
  readonly text: string;
  /** `NAME=value` before it. */
  readonly environment: Readonly<Record<string, string>>;
  /** The command and its words, quotes taken off. */
  readonly words: readonly string[];
}

/** The commands of a block of shell lines, one after the other. A line that ends in `\` goes on in the next. */
export function commandsIn({ lines }: Block): Shown[] {
  const shown: Shown[] = [];
  let begun: { at: string; text: string } | undefined;
  for (const { at, text } of lines) {
    begun = { at: begun?.at ?? at, text: `${begun?.text ?? ''}${text}` };
    if (begun.text.endsWith('\\')) begun.text = begun.text.slice(0, -1);
    else {
      for (const part of withoutComment(begun.text).split(/\s&&\s/)) {
        const command = read(part.trim(), begun.at);
        if (command !== undefined) shown.push(command);
      }
      begun = undefined;
    }
  }
  return shown;
}

/** A `#` begins a comment at the beginning of a word, outside of quotes. */
function withoutComment(text: string): string {
  const [upTo = ''] = /^(?:'[^']*'|"[^"]*"|[^\s'"][^\s'"]*|\s+(?!#))*/.exec(text.startsWith('#') ? '' : text) ?? [];
  return upTo.trimEnd();
}

function read(text: string, at: string): Shown | undefined {
  const words = [...text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) => word.replaceAll(/["']/g, ''));
  const first = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
  const assigned = first === -1 ? words : words.slice(0, first);
  if (words.length === 0) return undefined;
  const environment = Object.fromEntries(
    assigned.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
  return { at, text, environment, words: first === -1 ? [] : words.slice(first) };
}

/** The arguments of our own command line, however it is started; undefined for any other command. */
export function ownArguments(words: readonly string[]): readonly string[] | undefined {
  const text = words.join(' ');
  const npm = /^npm run (?:-s )?pickspan -- /.exec(text);
  if (npm !== null) return words.slice(npm[0].trim().split(' ').length);
  return words[0] === 'pickspan' ? words.slice(1) : undefined;
}
