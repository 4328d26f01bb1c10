import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGallery, type Shown } from '../support/gallery.ts';
import { outOfPlace, outOfSight, overflows, smallTargets, violations } from '../support/screen-checks.ts';
import { FIXTURE_NAMES, type FixtureName } from './gallery/fixtures.ts';

/* Every screen of the real app in Chromium, under the policy that every host sends. */

let gallery: Awaited<ReturnType<typeof openGallery>>;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

type Look = Required<Pick<Shown, 'theme' | 'language'>> & Omit<Shown, 'name'>;

/** One page for each look; the screens come one after the other, as they do at a bench. */
const pages = new Map<string, Awaited<ReturnType<typeof gallery.show>>>();

async function screen(name: FixtureName, look: Look): Promise<Page> {
  const key = JSON.stringify(look);
  const known = pages.get(key) ?? (await gallery.show(look));
  pages.set(key, known);
  const { page, problems } = known;
  await page.evaluate(
    async ({ name, language }) => {
      const { station, viewOf } = window.gallery;
      station.show(viewOf({ name, language }));
      await new Promise((painted) => {
        requestAnimationFrame(() => requestAnimationFrame(painted));
      });
    },
    { name, language: look.language },
  );
  expect(problems).toEqual([]);
  return page;
}

describe.each(FIXTURE_NAMES)('the screen %s', (name) => {
  it.each([
    { theme: 'light', language: 'en' },
    { theme: 'dark', language: 'de' },
  ] as const)('has nothing for axe to find: $theme, $language', async (look) => {
    expect(await violations(await screen(name, look))).toEqual([]);
  });

  it.each([
    { theme: 'light', language: 'pl', width: 1024, height: 768 },
    { theme: 'light', language: 'de', width: 1920, height: 1080 },
  ] as const)('fits $width x $height: $language', async (look) => {
    const page = await screen(name, look);
    expect({
      overflows: await overflows(page),
      small: await smallTargets(page),
      scrolls: await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight),
    }).toEqual({ overflows: [], small: [], scrolls: 0 });
  });

  it('lays nothing on anything else in the low window of a browser on a small screen', async () => {
    const page = await screen(name, { theme: 'light', language: 'de', width: 1280, height: 600 });
    expect([...(await overflows(page)), ...(await outOfPlace(page)), ...(await outOfSight(page))]).toEqual([]);
    // A wide window shows the next action large, but never shortens it.
    const shortened = await page.evaluate(() =>
      [...document.querySelectorAll('.prompt-say')]
        .filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 2)
        .map((say) => say.textContent),
    );
    expect(shortened).toEqual([]);
  });

  it('loses nothing with text at 200 %', async () => {
    const page = await screen(name, { theme: 'light', language: 'de', zoom: 2 });
    expect(await overflows(page)).toEqual([]);
    // What a normal window shortens with an ellipsis is whole here; the lists stay lists.
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main *')]
        .filter((element) => {
          const isHidden = getComputedStyle(element).overflow === 'hidden';
          const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
          return isHidden && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 2);
        })
        .map((element) => `${element.className}: ${element.textContent.slice(0, 60)}`),
    );
    expect(cut).toEqual([]);
    // A size that is taken from a place without one is none.
    const vanished = await page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((element) => element.textContent.trim() !== '' && getComputedStyle(element).fontSize === '0px')
        .map((element) => `${element.className}: ${element.textContent}`),
    );
    expect(vanished).toEqual([]);
    const shown = await page.evaluate(() =>
      ['nav', '.answer', '.expectation, .sign-in-picture', 'header'].map(
        (part) => document.querySelectorAll(part).length,
      ),
    );
    expect(shown).toEqual([1, 1, 1, 1]);
  });
});

describe.each([
  { theme: 'light', language: 'en', reducedMotion: true },
  { theme: 'dark', language: 'es', reducedMotion: true },
] as const)('beside the screens, $theme', (look) => {
  it.each(['ok', 'done', 'attention', 'error'] as const)('axe finds nothing in the answer %s', async (sound) => {
    const page = await screen('pick-item', look);
    await page.evaluate((sound) => {
      window.gallery.station.answerWith({ ok: sound !== 'error', code: 'pick.item.ok', message: 'Said.', sound });
      window.gallery.store.submit({ text: 'x', entry: 'scan', startedMs: 0 });
    }, sound);
    await page.locator(`.answer[data-sound=${sound}]`).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it.each([
    ['pick-item', 'F1'],
    ['pick-item', 'F2'],
    ['pack-weight', 'F6'],
    ['pack-items', 'F3'],
    ['pick-lot', 'F7'],
  ] as const)('axe finds nothing in the question of %s, %s, and its targets are large', async (name, key) => {
    const page = await screen(name, look);
    await page.keyboard.press(key);
    await page.locator('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    expect(await overflows(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  });

  it('axe finds nothing while the station is away', async () => {
    const page = await screen('pick-item', look);
    await page.evaluate(() => window.gallery.station.setAway(true));
    await page.locator('.banner').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.evaluate(() => window.gallery.station.setAway(false));
  });
});

describe.each([
  { width: 1024, height: 768 },
  { width: 1366, height: 600 },
])('the line on top at $width x $height', (size) => {
  it.each(['pick-long', 'pick-bin'] as const)(
    'shows the order and how late it is beside long names: %s',
    async (name) => {
      const page = await screen(name, { theme: 'light', language: 'de', ...size });
      const cut = await page.evaluate(async () => {
        const { station, store } = window.gallery;
        const { facts } = store.get().station ?? {};
        if (facts === undefined) throw new Error('the station is not there');
        const named = { ...facts.station, name: 'Packplatz Halle 3 Nord', test: true };
        station.change({ facts: { ...facts, station: named } });
        await new Promise((painted) => {
          requestAnimationFrame(() => requestAnimationFrame(painted));
        });
        const order = document.querySelector('.facts-order');
        const found = [...document.querySelectorAll('.facts-order > *, .facts-test, .facts-state > *')]
          .filter((part) => part.getBoundingClientRect().width < 70)
          .map((part) => part.textContent);
        if (order === null || order.scrollWidth > order.clientWidth + 1) found.push(`cut: ${order?.textContent}`);
        station.change({ facts });
        return found;
      });
      expect(cut.filter((text) => !/^F12$/.test(text))).toEqual([]);
    },
  );
});
