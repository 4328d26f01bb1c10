import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { auditRows, rows, type AuditRow } from '../support/database.ts';
import { plugIn } from '../support/scanner/plug-in.ts';
import { scanOf, type ScannerModel } from '../support/scanner/scanner-model.ts';

/** A station's real window, whatever host shows it. */
export interface StationWindow {
  /** As it now is. */
  readonly page: () => Promise<Page>;
  /** Ends the page's process. @returns the page that takes its place. */
  readonly crash: () => Promise<Page>;
}

export const PATIENT = { timeout: 60_000, interval: 25 };

export const auditCount = (folder: string): number =>
  rows<{ n: number }>(folder, `SELECT count(*) AS n FROM audit`)[0]?.n ?? 0;

/** After a pause that ends a scan, and before its rest may no longer come. */
const SOON_MS = 1300;

/** How many ended spans of the window the station has on disk. */
export const scanSpanCount = (folder: string): number =>
  rows<{ n: number }>(folder, `SELECT count(*) AS n FROM journal WHERE name = 'station.scan'`)[0]?.n ?? 0;

/** A worker with a scanner at a window. */
export async function workAt(folder: string, page: Page) {
  await page.locator('.shell[data-listening=true]').waitFor();
  const scanner = await plugIn(page);
  let lastMs = 0;
  return {
    page,
    /** Keys of a scan and nothing more. */
    async send(text: string, model?: ScannerModel): Promise<void> {
      lastMs = await scanner.send(scanOf(text, model));
    },
    /** The same, by its stamps soon after the one before: however long the machine took meanwhile. */
    async sendSoonAfter(text: string): Promise<void> {
      await scanner.send(scanOf(text), lastMs + SOON_MS - Date.now());
    },
    /** Keys of scans that follow each other every 80 ms. By their stamps: a slow machine makes no other scans of them. */
    sendInARow: (texts: readonly string[]) =>
      scanner.send(texts.flatMap((text, at) => scanOf(text, { gaps: 4, startMs: at * 80 }))),
    /** Before keys that are no scanner's: the stamps of all scans have come. */
    settle: (): Promise<void> => scanner.settle(),
    /** Presses a button of the command bar, and waits until the station has decided. */
    async tap(name: string): Promise<string | undefined> {
      const before = auditCount(folder);
      await page.locator('nav').getByText(name, { exact: true }).click();
      await expect.poll(() => auditCount(folder), PATIENT).toBe(before + 1);
      return auditRows(folder).at(-1)?.code;
    },
    /** Scans, and waits until the station has decided and the screen shows it. */
    async scan(text: string): Promise<AuditRow> {
      const before = auditCount(folder);
      await scanner.send(scanOf(text));
      await expect
        .poll(() => auditCount(folder), PATIENT)
        .toBe(before + 1)
        .catch(async (cause: unknown) => {
          const shown = await page.locator('.answer').textContent();
          throw new Error(`${text} did not reach the station; the screen says: ${shown}`, { cause });
        });
      const row = auditRows(folder).at(-1);
      if (row === undefined) throw new Error('the audit log is empty');
      const sounds = row.ok === 1 ? '[data-sound=ok], [data-sound=done], [data-sound=attention]' : '[data-sound=error]';
      await page.locator(`.answer:is(${sounds})`, { hasText: text }).waitFor();
      return row;
    },
    /** Scans one after the other; what came of each. */
    async scanAll(...texts: readonly string[]): Promise<string[]> {
      const codes: string[] = [];
      for (const text of texts) codes.push((await this.scan(text)).code);
      return codes;
    },
  };
}
