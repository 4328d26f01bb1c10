import { useState } from 'react';
import type { InputOf } from '../../../shared/contract.ts';
import { useStore } from '../../app/station-context.ts';
import { useWords } from '../../i18n/words.ts';

export interface Changing {
  readonly isBusy: boolean;
  /** Why the last try came to nothing, in words. */
  readonly fault: string | null;
  /** @param said what is said once it is done */
  readonly change: (wanted: InputOf<'changePerson'>, said: string) => void;
}

/** Has the station change somebody. */
export function useChange(done: (said: string) => void): Changing {
  const t = useWords();
  const { client } = useStore();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  async function change(wanted: InputOf<'changePerson'>, said: string): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    const reply = await client.changePerson(wanted);
    setBusy(false);
    if (!reply.ok) setFault(t(reply.code === 'away' ? 'banner.away' : 'pages.failed'));
    else if (reply.result.ok) done(said);
    else setFault(t(`people.fault.${reply.result.why}`));
  }
  return { isBusy, fault, change: (wanted, said) => void change(wanted, said) };
}
