import { mount } from '../../../src/renderer/app/mount.tsx';
import type { LanguageCode } from '../../../src/shared/command-barcodes.ts';
import type { Preferences } from '../../../src/shared/preferences.ts';
import { snapshotOf, viewOf, type FixtureName } from './fixtures.ts';
import { pageFixture, type PageName } from './page-fixtures.ts';
import { memoryStation, type MemoryStation } from './memory-station.ts';
import { PEOPLE } from './people-fixtures.ts';

/* The real app on a station of the gallery: `?view=pick-bin&language=de&theme=dark`. */

export interface Gallery {
  readonly station: MemoryStation;
  readonly store: ReturnType<typeof mount>;
  readonly viewOf: typeof viewOf;
}

const wanted = new URLSearchParams(location.search);
const snapshot = snapshotOf({
  name: (wanted.get('view') ?? 'pick-bin') as FixtureName,
  language: (wanted.get('language') ?? 'en') as LanguageCode,
  theme: (wanted.get('theme') ?? 'light') as Preferences['theme'],
});
const page = wanted.get('page') as PageName | null;
const shown = page === null ? undefined : pageFixture(page);
const station = memoryStation(shown?.of?.(snapshot) ?? snapshot, shown?.people ?? PEOPLE, shown?.right);
const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no root element');
const gallery: Gallery = { station, store: mount(root, station.client), viewOf };
Object.assign(window, { gallery });
