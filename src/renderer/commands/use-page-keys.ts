import { MORE_KEY, PAGES, type Move } from '../app/page.ts';
import { usePlace } from '../app/use-place.ts';
import { useKeys } from './use-hotkeys.ts';

/**
 * The keys of the pages: `More` anywhere, the others only while a page is shown, when the work's own keys rest. Those of a
 * dialog over a page are its own.
 */
export function usePageKeys(): void {
  const { place, move } = usePlace();
  useKeys((key) => {
    if (place.page !== 'work' && document.querySelector('dialog[open]') !== null) return;
    const to = moveOf(key, place.page === 'work');
    if (to !== undefined) move(to);
  });
}

function moveOf(key: string, isWork: boolean): Move | undefined {
  if (key === MORE_KEY) return { to: 'more' };
  if (isWork) return undefined;
  if (key === 'Escape') return { to: 'work' };
  const page = PAGES.find(({ hotkey }) => hotkey === key);
  return page === undefined ? undefined : { to: page.name };
}
