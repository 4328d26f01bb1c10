import { useState } from 'react';
import type { Scan } from '../../app/scan.ts';
import { useStore } from '../../app/station-context.ts';
import { usePlace } from '../../app/use-place.ts';
import { Sure } from '../../commands/sure.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useWords } from '../../i18n/words.ts';

interface Props {
  /** By its number in the print queue. */
  readonly paper: number;
  /** Which one it is, among all that are listed. */
  readonly name: string;
}

/** Takes a document that waits out of the queue of its printer, after it was asked twice. */
export function DoNotPrint({ paper, name }: Props) {
  const t = useWords();
  const store = useStore();
  const { move } = usePlace();
  const [isAsking, ask] = useState(false);

  function cancel(): void {
    ask(false);
    const asked: Scan = { text: `PS:NOPRINT:${paper}`, entry: 'touch', startedMs: performance.now() };
    const end = store.onAnswer(({ outcome }, scan) => {
      if (scan !== asked) return;
      end();
      // Where the list does not say it: it is too late, or a lead is to decide.
      if (!outcome.ok) move({ to: 'work' });
    });
    store.submit(asked);
  }
  return (
    <>
      <button type="button" className="button paper-cancel" onClick={() => ask(true)}>
        {t('paper.noprint')}
        <span className="unseen"> {name}</span>
      </button>
      {isAsking && (
        <Dialog title={`${name}: ${t('paper.sure')}`} close={() => ask(false)}>
          <p className="paper-about">{t('paper.about_noprint')}</p>
          <Sure
            question={t('paper.sure')}
            yes={t('paper.noprint')}
            no={t('paper.keep')}
            sure={cancel}
            leave={() => ask(false)}
          />
        </Dialog>
      )}
    </>
  );
}
