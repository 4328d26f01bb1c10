// Takes pictures of the screens: `node test/renderer/pictures.mjs [folder] [name...]`, into out/pictures by default.
// Beside the screens themselves: what an answer, a question and a loss of the station look like.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openGallery } from '../support/gallery.ts';
import { FIXTURE_NAMES } from './gallery/fixtures.ts';
import { PAGE_NAMES } from './gallery/page-fixtures.ts';

const [folder = 'out/pictures', ...only] = process.argv.slice(2);
const SIZES = /** @type {const} */ ([
  [1024, 768],
  [1920, 1080],
]);
const LOOKS = /** @type {const} */ ([
  ['light', 'en'],
  ['dark', 'de'],
  ['light', 'pl'],
]);

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {import('../../src/shared/answers.ts').Outcome} answer */
const answered = (page, answer) =>
  page.evaluate((answer) => {
    window.gallery.station.answerWith(answer);
    window.gallery.store.submit({ text: '4012345123999', entry: 'scan', startedMs: 0 });
  }, answer);

const WRONG = /** @type {const} */ ({
  ok: false,
  code: 'pick.item.wrong',
  message: 'Falscher Artikel: Mug, red, 330 ml. Leg ihn zurück, scanne Mug, blue, 330 ml.',
  sound: 'error',
});

/** @type {Record<string, readonly [import('./gallery/fixtures.ts').FixtureName, (page: Page) => Promise<unknown>]>} */
const MOMENTS = {
  'right-flash': [
    'pick-item',
    (page) => answered(page, { ok: true, code: 'pick.item.ok', message: 'Right item. 3 more.', sound: 'ok' }),
  ],
  'walk-put': [
    'walk-item',
    async (page) => {
      const message = 'Into slot D: all there. The next one into slot E.';
      await answered(page, { ok: true, code: 'pick.line.done', message, sound: 'done', slot: 4 });
      await page.waitForTimeout(1500);
    },
  ],
  'walk-flash': [
    'walk-item',
    (page) => answered(page, { ok: true, code: 'pick.item.ok', message: 'Into slot E. 1 more.', sound: 'ok', slot: 5 }),
  ],
  'wrong-flash': ['pick-item', (page) => answered(page, WRONG)],
  wrong: [
    'pick-item',
    async (page) => {
      await answered(page, WRONG);
      await page.waitForTimeout(1500);
    },
  ],
  attention: [
    'question-weight',
    async (page) => {
      await answered(page, {
        ok: true,
        code: 'pack.weight.discrepancy',
        message: 'Weight is 1620 g, 1340 g was expected. Check the box, then give a reason or weigh again.',
        sound: 'attention',
      });
      await page.waitForTimeout(1500);
    },
  ],
  'ask-short': ['pick-item', (page) => page.keyboard.press('F2')],
  'ask-weight': ['pack-weight', (page) => page.keyboard.press('F6')],
  'ask-box': ['pack-items', (page) => page.keyboard.press('F3')],
  'ask-code': ['pick-item', (page) => page.keyboard.press('F1')],
  away: ['pick-item', (page) => page.evaluate(() => window.gallery.station.setAway(true))],
};

/** @param {string} name */
const wanted = (name) => only.length === 0 || only.includes(name);

await mkdir(folder, { recursive: true });
const gallery = await openGallery();
for (const [theme, language] of LOOKS) {
  for (const [width, height] of SIZES) {
    const file = (/** @type {string} */ name) => join(folder, `${name}-${theme}-${language}-${width}.png`);
    const { page } = await gallery.show({ theme, language, width, height });
    for (const name of FIXTURE_NAMES.filter(wanted)) {
      await page.evaluate(
        ({ name, language }) => window.gallery.station.show(window.gallery.viewOf({ name, language })),
        { name, language },
      );
      await page.screenshot({ path: file(name) });
    }
    await page.context().close();
    for (const name of PAGE_NAMES.filter(wanted)) {
      const { page } = await gallery.show({ page: name, theme, language, width, height });
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: file(name) });
      await page.context().close();
    }
    for (const [name, [screen, act]] of Object.entries(MOMENTS).filter(([name]) => wanted(name))) {
      const { page } = await gallery.show({ name: screen, theme, language, width, height });
      await act(page);
      await page.screenshot({ path: file(name) });
      await page.context().close();
    }
  }
}
await gallery.close();
