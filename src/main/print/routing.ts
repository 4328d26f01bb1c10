import { paperOf, type Document, type Paper } from './documents.ts';
import type { PrinterSettings } from '../settings/settings.ts';

/** The printer that is always there: what no other takes is not lost. */
export const FOLDER_PRINTER = 'folder';

/** Whether a printer may be given a document at all. */
export function takes(printer: PrinterSettings, document: Document): boolean {
  if (document === 'test_page') return true;
  if (printer.documents !== undefined) return printer.documents.includes(document);
  return printer.kind === 'folder' || paperOf(document) === paperOfPrinter(printer);
}

const paperOfPrinter = (printer: Exclude<PrinterSettings, { kind: 'folder' }>): Paper =>
  printer.kind === 'zpl' || printer.format === 'zpl' ? 'label' : 'page';

/**
 * The printer of a document: the one that a worker chose for this paper, else the first that was set up for it, else the
 * first that takes paper of its kind, else the folder.
 */
export function printerFor(
  document: Document,
  printers: readonly PrinterSettings[],
  choices: ReadonlyMap<Paper, string>,
): string {
  const fitting = printers.filter((printer) => takes(printer, document));
  const chosen = fitting.find(({ name }) => name === choices.get(paperOf(document)));
  const named = fitting.find(({ documents }) => documents !== undefined);
  return (chosen ?? named ?? fitting[0])?.name ?? FOLDER_PRINTER;
}

/** The kinds of paper that a printer takes, and for which it may be chosen. */
export function papersOf(printer: PrinterSettings): Paper[] {
  const documents: readonly Document[] = ['label', 'parcel_label', 'tote_label', 'slip', 'manifest', 'pick_list'];
  return [...new Set(documents.filter((document) => takes(printer, document)).map(paperOf))];
}
