import { useEffect, useEffectEvent, useState } from 'react';
import type { Reply } from '../../shared/contract.ts';

export type Asked<Result> =
  | { readonly state: 'asking' }
  | { readonly state: 'failed' }
  | { readonly state: 'there'; readonly result: Result };

/**
 * Asks the station, and again whenever `key` changes; an answer that was overtaken is dropped. Meanwhile what is there
 * stays in sight.
 */
export function useReply<Result>(key: string, ask: () => Promise<Reply<Result>>): Asked<Result> {
  const [asked, setAsked] = useState<Asked<Result>>({ state: 'asking' });
  const load = useEffectEvent(async (question: { readonly isCurrent: boolean }) => {
    const reply = await ask();
    if (question.isCurrent) setAsked(reply.ok ? { state: 'there', result: reply.result } : { state: 'failed' });
  });
  useEffect(() => {
    const question = { key, isCurrent: true };
    queueMicrotask(() => void load(question));
    return () => {
      question.isCurrent = false;
    };
  }, [key]);
  return asked;
}
