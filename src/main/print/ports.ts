import { join } from 'node:path';
import type { PrinterSettings } from '../settings/settings.ts';
import { cupsPrinter } from './cups-printer.ts';
import { folderPrinter } from './folder-printer.ts';
import type { PrintPort, Render } from './port.ts';
import type { PrinterStore } from './printer-store.ts';
import { FOLDER_PRINTER } from './routing.ts';
import type { Patience } from './tcp-line.ts';
import { tcpPrinter } from './tcp-printer.ts';
import { windowsPrinter } from './windows-printer.ts';

/** The printers of the settings, and the folder printer, which is always there. */
export function printPorts(
  printers: readonly PrinterSettings[],
  parts: {
    readonly folder: string;
    readonly render: Render;
    readonly store: Pick<PrinterStore, 'answers' | 'learnAnswers'>;
    readonly platform?: NodeJS.Platform;
    readonly patience?: Patience | undefined;
  },
): PrintPort[] {
  const { folder, render, store, platform = process.platform, patience } = parts;
  const port = (printer: PrinterSettings): PrintPort => {
    switch (printer.kind) {
      case 'folder':
        return folderPrinter({ ...printer, folder: join(folder, 'prints'), render });
      case 'zpl':
        return tcpPrinter(printer, store, patience);
      case 'system':
        return platform === 'win32' ? windowsPrinter(printer) : cupsPrinter(printer);
    }
  };
  return withFolder(printers).map(port);
}

/** What no printer takes goes into the folder. */
export function withFolder(printers: readonly PrinterSettings[]): readonly PrinterSettings[] {
  if (printers.some(({ name }) => name === FOLDER_PRINTER)) return printers;
  return [...printers, { kind: 'folder', name: FOLDER_PRINTER, dpi: 203, documents: undefined }];
}
