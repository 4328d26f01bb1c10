import { readFileSync, writeFileSync } from 'node:fs';
import { readCommand } from '../../shared/command-barcodes.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { badgeSheet, commandSheet } from '../paper/documents/command-sheet.ts';
import { hasReadableCode, placeLabel } from '../paper/documents/place-label.ts';
import { scannerSheet } from '../paper/documents/scanner-sheet.ts';
import { toPdf } from '../paper/draw/pdf.ts';
import type { Page } from '../paper/page.ts';
import { sheetFacts } from '../print/sheet-facts.ts';
import { withDefaults } from '../settings/defaults.ts';
import { loadSettings } from '../settings/load.ts';
import { installationId } from '../station/installation.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { lookInto } from './look.ts';
import { complain, print } from './output.ts';

/**
 * `sheet commands | badges ID... | totes ID... | bins FILE | scanner`: codes to print once and scan for years, as a PDF
 * (`--out`, else a name of its own in the present folder). Exit 1 when a code cannot be printed so that a scanner reads it.
 */
export async function sheet(given: Arguments): Promise<number> {
  const [what = '', ...words] = given.positionals;
  const settings = await lookInto(given.folder, 'sheet', (db) =>
    withDefaults(loadSettings(given.folder, process.env), installationId(db)),
  );
  const { pages, unreadable } = pagesOf(what, words, settings);
  for (const code of unreadable) {
    const why = ARTICLE_NUMBER.test(code) ? 'An article may have the number' : 'No scanner could read';
    complain(`${why} ${JSON.stringify(code)}: it was left out.`);
  }
  if (pages.length === 0) return 1;
  const out = given.values['out'] ?? `pickspan-${what}.pdf`;
  try {
    writeFileSync(out, toPdf(pages, what));
  } catch (error) {
    complain(`${out} cannot be written: ${reasonOf(error)}.`);
    return 1;
  }
  print(out);
  return unreadable.length > 0 ? 1 : 0;
}

/** A bare number of that length is somebody's article. */
const ARTICLE_NUMBER = /^(?:\d{8}|\d{12,14})$/;

interface Sheets {
  readonly pages: readonly Page[];
  readonly unreadable: readonly string[];
}

function pagesOf(what: string, words: readonly string[], settings: ReturnType<typeof withDefaults>): Sheets {
  const { name } = settings.station;
  switch (what) {
    case 'commands':
      return { pages: commandSheet(sheetFacts(settings), name), unreadable: [] };
    case 'badges': {
      if (words.length === 0) throw new UsageError("name the workers: 'sheet badges maria jan'");
      const readable = words.filter((id) => hasReadableCode(`PS:OP:${id}`));
      return { pages: badgeSheet(readable, name), unreadable: words.filter((id) => !readable.includes(id)) };
    }
    case 'totes':
      if (words.length === 0) throw new UsageError("name the totes: 'sheet totes T-1 T-2'");
      return toteLabels(words, name);
    case 'bins':
      return binLabels(words[0], name);
    case 'scanner':
      return { pages: scannerSheet(), unreadable: [] };
    default:
      throw new UsageError(
        "say which: 'sheet commands', 'sheet badges ID...', 'sheet totes ID...', 'sheet bins FILE' or 'sheet scanner'",
      );
  }
}

/** A label of 100 x 50 mm for each tote that goes round: its scan names it in a pick, and opens its order at the bench. */
function toteLabels(ids: readonly string[], note: string): Sheets {
  const codeOf = (id: string): string => `PS:TOTE:${id}`;
  const isGood = (id: string): boolean => readCommand(codeOf(id)).kind === 'command' && hasReadableCode(codeOf(id));
  const pages = ids.filter(isGood).map((id) => placeLabel({ title: 'Tote', text: id, code: codeOf(id), note }));
  return { pages, unreadable: ids.filter((id) => !isGood(id)) };
}

/** A label of 100 x 50 mm for each line of a file. */
function binLabels(file: string | undefined, note: string): Sheets {
  if (file === undefined) throw new UsageError("name a file with a bin a line: 'sheet bins bins.txt'");
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${reasonOf(error)}`);
  }
  const bins = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isGood = (bin: string): boolean => hasReadableCode(bin) && !ARTICLE_NUMBER.test(bin);
  const pages = bins.filter(isGood).map((bin) => placeLabel({ title: 'Bin', text: bin, code: bin, note }));
  return { pages, unreadable: bins.filter((bin) => !isGood(bin)) };
}
