import { useEffect, useEffectEvent } from 'react';
import { MORE_KEY, PAGES, type Move } from '../app/page.ts';
import { usePlace } from '../app/use-place.ts';

/** The keys of the pages: `More` anywhere, the others only while a page is shown, when the work's own keys rest. */
export function usePageKeys(): void {
  const { place, move } = usePlace();
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const to = moveOf(event.key, place.page === 'work');
    if (to === undefined) return;
    event.preventDefault();
    // A key that is held down is one press.
    if (!event.repeat) move(to);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => press(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

function moveOf(key: string, isWork: boolean): Move | undefined {
  if (key === MORE_KEY) return { to: 'more' };
  if (isWork) return undefined;
  if (key === 'Escape') return { to: 'work' };
  const page = PAGES.find(({ hotkey }) => hotkey === key);
  return page === undefined ? undefined : { to: page.name };
}
