import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/* The documents of the house, and what stands in them: blocks, links, pictures, words set as code. */

export const HOME = resolve(import.meta.dirname, '../../..');

export interface Line {
  /** `docs/install.md:27`, as an editor opens it. */
  readonly at: string;
  readonly text: string;
}

export interface Block {
  readonly at: string;
  /** What stands behind the fence; empty where nothing does. */
  readonly language: string;
  readonly lines: readonly Line[];
}

export interface Document {
  /** From the home folder. */
  readonly path: string;
  readonly blocks: readonly Block[];
  /** Everything outside of blocks. */
  readonly prose: readonly Line[];
}

/** README, CONTRIBUTING and CHANGELOG, then all of docs/, in a fixed order: commands are run in it. */
export function readDocuments(): Document[] {
  const docs = globSync('docs/**/*.md', { cwd: HOME }).toSorted();
  return ['README.md', ...docs, 'CONTRIBUTING.md', 'CHANGELOG.md'].map(readDocument);
}

function readDocument(path: string): Document {
  const blocks: Block[] = [];
  const prose: Line[] = [];
  let open: { at: string; language: string; lines: Line[] } | undefined;
  for (const [index, text] of readFileSync(join(HOME, path), 'utf8').split('\n').entries()) {
    const line = { at: `${path}:${index + 1}`, text };
    const fence = /^\s*```(\w*)/.exec(text);
    if (fence === null) (open?.lines ?? prose).push(line);
    else if (open === undefined) open = { at: line.at, language: fence[1] ?? '', lines: [] };
    else {
      blocks.push(open);
      open = undefined;
    }
  }
  return { path, blocks, prose };
}

export const textOf = ({ lines }: Block): string => lines.map(({ text }) => text).join('\n');

/** What is set as code within the text: `so`. */
export const codeIn = ({ prose }: Document): Line[] =>
  prose.flatMap(({ at, text }) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => ({ at, text: code })));

/** Links and pictures that lead to a file of this house, or to a heading. @returns those that lead nowhere. */
export function brokenLinks(documents: readonly Document[]): string[] {
  const anchors = new Map(documents.map((document) => [document.path, anchorsOf(document)]));
  return documents.flatMap(({ path, prose }) =>
    prose.flatMap(({ at, text }) =>
      targetsIn(text).flatMap((target) => {
        const [file = '', anchor] = target.split('#');
        const to = file === '' ? path : relative(HOME, join(HOME, dirname(path), file));
        if (!existsSync(join(HOME, to))) return [`${at}: ${target}: no such file`];
        return anchor === undefined || anchors.get(to)?.has(anchor) === true
          ? []
          : [`${at}: ${target}: no such heading`];
      }),
    ),
  );
}

/** Where links of a line lead, but for those to other places. */
export const targetsIn = (text: string): string[] =>
  [...text.replaceAll(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(?:https?|mailto):/.test(target));

/** The names that GitHub gives to headings. */
function anchorsOf({ prose }: Document): Set<string> {
  const anchors = new Set<string>();
  for (const { text } of prose) {
    const heading = /^#{1,6}\s+(.*)$/.exec(text)?.[1];
    if (heading === undefined) continue;
    const name = heading
      .trim()
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-');
    let unique = name;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${name}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}
