import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGallery, type Shown } from '../support/gallery.ts';
import { overflows, smallTargets, violations } from '../support/screen-checks.ts';
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

  it('loses nothing with text at 200 %', async () => {
    const page = await screen(name, { theme: 'light', language: 'de', zoom: 2 });
    expect(await overflows(page)).toEqual([]);
    const shown = await page.evaluate(() =>
      ['nav', '.answer', '.expectation, .sign-in-picture', 'header'].map(
        (part) => document.querySelectorAll(part).length,
      ),
    );
    expect(shown).toEqual([1, 1, 1, 1]);
  });
});
