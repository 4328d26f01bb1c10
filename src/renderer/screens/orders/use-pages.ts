import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Found, Reply } from '../../../shared/contract.ts';

interface Pages<T> {
  readonly found: readonly T[];
  readonly more: boolean;
  readonly state: 'asking' | 'failed' | 'there';
}

/**
 * A list that comes page by page, and begins anew when `key` changes: the old one stays in sight until the new one is
 * there. An answer that was overtaken is dropped.
 *
 * @param ask for the rows after one, or the first
 */
export function usePages<T>(
  key: string,
  waitMs: number,
  ask: (after: T | undefined) => Promise<Reply<Found<T>>>,
): Pages<T> & { readonly next: () => void } {
  const [pages, setPages] = useState<Pages<T>>({ found: [], more: false, state: 'asking' });
  /** Counts the questions: only the answer to the newest counts. */
  const newest = useRef(0);

  async function load(before: readonly T[]): Promise<void> {
    newest.current += 1;
    const question = newest.current;
    const reply = await ask(before.at(-1));
    if (question !== newest.current) return;
    if (!reply.ok) return setPages((now) => ({ ...now, state: 'failed' }));
    setPages({ found: [...before, ...reply.result.found], more: reply.result.more, state: 'there' });
  }
  const begin = useEffectEvent((question: { readonly isCurrent: boolean }) => void (question.isCurrent && load([])));
  useEffect(() => {
    const question = { key, isCurrent: true };
    // Who types on asks for something else.
    const timer = setTimeout(() => begin(question), waitMs);
    return () => {
      question.isCurrent = false;
      clearTimeout(timer);
      newest.current += 1;
    };
  }, [key, waitMs]);
  return { ...pages, next: () => void load(pages.found) };
}
