import { RELEASE_REASONS } from '../../shared/command-list.ts';
import type { View } from '../../shared/views.ts';
import { useStore } from '../app/station-context.ts';
import { BigCode } from '../components/big-code.tsx';
import { Choices } from '../components/choices.tsx';
import { ProgressColumn } from '../components/progress-column.tsx';
import { Stage } from '../components/stage.tsx';
import { useWords } from '../i18n/words.ts';
import { PinOfBadge } from './pin-of-badge.tsx';
import './bench.css';

/** What a worker does not decide alone: a reason where one is wanted, a lead's badge, and the PIN to it. */
export function LeadQuestion({ view }: { readonly view: Extract<View, { question: 'lead' }> }) {
  const t = useWords();
  const store = useStore();
  const [wanted] = view.expect;
  return (
    <>
      <Stage view={view} where={t('stage.question')}>
        {wanted === 'pin' ? (
          <PinOfBadge key={view.asked} />
        ) : (
          <BigCode words code={t(`lead.${view.matter}`)} caption={view.order_id ?? t('lead.caption')} />
        )}
        {wanted === 'reason' && (
          <Choices
            label={t('ask.reason')}
            choices={RELEASE_REASONS.map((value) => ({ value, label: t(`release.${value}`) }))}
            choose={(word) => store.submit({ text: `PS:REASON:${word}`, entry: 'touch', startedMs: performance.now() })}
          />
        )}
      </Stage>
      <ProgressColumn title={view.order_id ?? t(`lead.${view.matter}`)} progress={view.progress} />
    </>
  );
}
