import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ScannerMessage } from '../../src/renderer/scanner/attach-scanner.ts';
import { chromiumNote, hasChromium, launchChromium } from '../support/chromium.ts';
import { plugIn, type PluggedIn } from '../support/scanner/plug-in.ts';
import { press, scanOf, typingOf } from '../support/scanner/scanner-model.ts';
import type { Witness } from './page.ts';

const GS = '\u001D';

/** So far ahead are stamped what a page takes for keys only once their time has come. */
const A_MOMENT_MS = 400;
/** After a pause that ends a scan, and before its rest may no longer come. */
const SOON_MS = 1300;

const LOT = `]C1010950600013435210AB${GS}21XYZ`;

/** The adapter and its page, bundled as the window's are. */
async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry: join(import.meta.dirname, 'page.ts'), formats: ['iife'], name: 'page' } },
  });
  const [first] = Array.isArray(result) ? result : [result];
  if (first === undefined || !('output' in first)) throw new Error('the bundle has no output');
  return first.output[0].code;
}

describe.skipIf(!hasChromium)(`a scanner at a real browser${chromiumNote}`, () => {
  let browser: Browser;
  let script: string;
  let page: Page;
  let keyboard: PluggedIn;

  beforeAll(async () => {
    [browser, script] = await Promise.all([launchChromium(), bundle()]);
  });
  afterAll(() => browser.close());

  beforeEach(async () => {
    page = await browser.newPage();
    await page.route('https://station.test/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Station</title><body></body>' }),
    );
    await page.goto('https://station.test/');
    await page.addScriptTag({ content: script });
    await told('listening');
    keyboard = await plugIn(page);
    return () => page.close();
  });

  const witness = (): Promise<Witness> => page.evaluate(() => globalThis.witness);
  const value = (id: string): Promise<string> => page.locator(`#${id}`).inputValue();

  /** Waits until so many messages of this kind were told; `listening` counts only when it is on. */
  async function told<K extends ScannerMessage['kind']>(
    kind: K,
    count = 1,
  ): Promise<Extract<ScannerMessage, { kind: K }>[]> {
    await page.waitForFunction(
      ([kind, count]) =>
        globalThis.witness.messages.filter((m) => m.kind === kind && (m.kind !== 'listening' || m.on)).length >= count,
      [kind, count] as const,
    );
    return (await witness()).messages.filter((m): m is Extract<ScannerMessage, { kind: K }> => m.kind === kind);
  }

  const texts = (scans: readonly { text: string }[]): string[] => scans.map(({ text }) => text);

  it.each(['button', 'in-dialog'])('presses nothing with the focus on the %s', async (id) => {
    if (id === 'in-dialog') await page.evaluate(() => document.querySelector('dialog')?.showModal());
    await page.locator(`#${id}`).focus();
    await keyboard.send(scanOf(' A B 1-2'));
    expect(texts(await told('scan'))).toEqual([' A B 1-2']);
    expect((await witness()).pressed).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(id);
  });

  it.each(['field', 'number', 'area', 'select'])('types nothing with the focus in the %s', async (id) => {
    await page.locator(`#${id}`).focus();
    if (id === 'field')
      await page.evaluate(() => document.querySelector<HTMLInputElement>('#field')?.setSelectionRange(1, 3));
    const before = await value(id);
    for (const code of ['LOC-01-02', '4006381333931']) await keyboard.send(scanOf(code));
    expect(texts(await told('scan', 2))).toEqual(['LOC-01-02', '4006381333931']);
    expect(await value(id)).toBe(before);
    expect((await witness()).pressed).toEqual([]);
    if (id !== 'field') return;
    // The page's own handlers were told that the two characters went again.
    expect((await witness()).values.at(-1)).toBe('kept');
    expect(
      await page.evaluate(() => {
        const field = document.querySelector<HTMLInputElement>('#field');
        return [field?.selectionStart, field?.selectionEnd];
      }),
    ).toEqual([1, 3]);
  });

  it('takes GS in every form that a browser can be sent', async () => {
    for (const gs of ['ctrl-bracket', 'f8', 'alt-029', 'alt-0029'] as const) await keyboard.send(scanOf(LOT, { gs }));
    expect(texts(await told('scan', 4))).toEqual([LOT, LOT, LOT, LOT]);
  });

  it('takes ten scans in under two seconds, and answers them one by one', async () => {
    await page.locator('#button').focus();
    const codes = Array.from({ length: 10 }, (_, index) => `LOC-${index}-${'x'.repeat(index)}`);
    await keyboard.send(codes.flatMap((code, index) => scanOf(code, { startMs: index * 180 })));
    const scans = await told('scan', 10);
    expect(texts(scans)).toEqual(codes);
    expect((scans.at(-1)?.endedMs ?? Infinity) - (scans[0]?.startedMs ?? 0)).toBeLessThan(2000);
    await page.waitForFunction(() => globalThis.witness.answered.length >= 10);
    const { answered, pressed } = await witness();
    expect(answered).toEqual(codes);
    expect(pressed).toEqual([]);
  });

  it('takes a scan whole that comes while the page is busy', async () => {
    // Busy until the keys have left for the page: they queue up behind what it does, and are a second old when it can look.
    const free = Promise.withResolvers<void>();
    const isBusy = Promise.withResolvers<void>();
    await page.route('https://station.test/busy', async (route) => {
      isBusy.resolve();
      await free.promise;
      await route.fulfill({ body: '' });
    });
    const busy = page.evaluate(() => {
      const request = new XMLHttpRequest();
      request.open('GET', '/busy', false);
      request.send();
    });
    await isBusy.promise;
    const sent = keyboard.send(scanOf('4006381333931', { gaps: [8, 8, 8, 8, 200, 8, 8, 8, 8, 8, 8, 8, 8] }), -1000);
    setImmediate(free.resolve);
    await sent;
    await busy;
    expect(texts(await told('scan'))).toEqual(['4006381333931']);
  });

  it('tells by itself of a scan that has no end', async () => {
    const lastMs = await keyboard.send(scanOf('4006381', { terminator: undefined }));
    expect(texts(await told('incomplete'))).toEqual(['4006381']);
    await keyboard.send(scanOf('333931'), lastMs + SOON_MS - Date.now());
    expect((await told('discarded')).map(({ text, reason }) => [text, reason])).toEqual([
      ['333931', 'after-incomplete'],
    ]);
    expect((await witness()).answered).toEqual([]);
  });

  it('leaves a person the keys', async () => {
    await page.locator('#button').focus();
    await keyboard.send(press(0, { key: 'Enter', code: 'Enter' }, 40), A_MOMENT_MS);
    await told('key');
    await keyboard.send(press(0, { key: ' ', code: 'Space' }, 40), A_MOMENT_MS);
    await told('key', 2);
    expect((await witness()).pressed).toEqual(['button', 'button']);

    await page.locator('#field').selectText();
    const typed = [...typingOf('bin 7', { gapMs: 120 }), ...press(600, { key: 'Enter', code: 'Enter' })];
    await keyboard.send(typed, A_MOMENT_MS);
    await page.waitForFunction(() => globalThis.witness.pressed.length >= 3);
    expect(await value('field')).toBe('bin 7');
    expect((await witness()).pressed).toEqual(['button', 'button', 'form']);
  });

  it('gives back what was typed in a quick roll', async () => {
    await page.locator('#field').focus();
    await page.evaluate(() => document.querySelector<HTMLInputElement>('#field')?.setSelectionRange(4, 4));
    const roll = [0, 20, 40, 170, 300].flatMap((startMs, index) =>
      typingOf('abcde'.charAt(index), { startMs, gapMs: 8 }),
    );
    await keyboard.send(roll, A_MOMENT_MS);
    await page.waitForFunction(() => globalThis.witness.values.at(-1) === 'keptabcde');
    expect((await witness()).messages.filter(({ kind }) => kind !== 'listening')).toEqual([]);
  });

  it('says so when it does not listen, and when it does again', async () => {
    await page.frameLocator('#frame').locator('input').focus();
    await page.waitForFunction(() => globalThis.witness.messages.at(-1)?.kind === 'listening');
    expect((await witness()).messages.at(-1)).toEqual({ kind: 'listening', on: false });
    await page.locator('#button').focus();
    await told('listening', 2);
    await keyboard.send(scanOf('4006381333931'));
    expect(texts(await told('scan'))).toEqual(['4006381333931']);
  });
});
