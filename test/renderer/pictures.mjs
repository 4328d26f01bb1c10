// Takes a picture of every screen: `node test/renderer/pictures.mjs [folder] [name...]`, into out/pictures by default.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openGallery } from '../support/gallery.ts';
import { FIXTURE_NAMES } from './gallery/fixtures.ts';

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

await mkdir(folder, { recursive: true });
const gallery = await openGallery();
for (const name of FIXTURE_NAMES.filter((each) => only.length === 0 || only.includes(each))) {
  for (const [theme, language] of LOOKS) {
    for (const [width, height] of SIZES) {
      const { page } = await gallery.show({ name, theme, language, width, height });
      await page.screenshot({ path: join(folder, `${name}-${theme}-${language}-${width}.png`) });
      await page.context().close();
    }
  }
}
await gallery.close();
