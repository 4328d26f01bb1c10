import { useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Keeps what is at hand in a list in sight.
 * @param current which it is, null where none is; its element has `aria-current`.
 * @returns for the list, whose elements stand in it.
 */
export function useInSight<List extends HTMLElement>(current: string | number | null): RefObject<List | null> {
  const list = useRef<List>(null);
  useLayoutEffect(() => {
    if (current !== null && list.current !== null) keepInSight(list.current);
  }, [current]);
  return list;
}

/**
 * Scrolls a list only as far as what is at hand, with as much as two like it before and after it, is not in sight. In a
 * list too low for that it still stands whole, in the middle.
 */
function keepInSight(list: HTMLElement): void {
  const current = list.querySelector<HTMLElement>('[aria-current]');
  if (current === null) return;
  const { offsetHeight: height } = current;
  const around = Math.max(0, Math.min(2 * height, (list.clientHeight - height) / 2));
  const top = current.offsetTop - list.offsetTop - around;
  const bottom = current.offsetTop - list.offsetTop + height + around;
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}
