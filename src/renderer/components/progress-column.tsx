import { memo, type ReactNode } from 'react';
import type { LineProgress } from '../../shared/views.ts';
import { formatNumber } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';
import { Icon, type IconName } from './icon.tsx';
import { PaperButton } from './paper-button.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { useInSight } from './use-in-sight.ts';
import './progress-column.css';

interface Props {
  readonly title: string;
  readonly progress: { readonly done: number; readonly total: number };
  /** "3 of 7 pieces"; a question that is not about them has none, and no bar. */
  readonly words?: string;
  /** Its paper can be looked at. */
  readonly hasPaper?: boolean;
  readonly children?: ReactNode;
}

/** The order's progress, at the right of every job: its bar, and what it is made of. */
export function ProgressColumn({ title, progress, words, hasPaper = false, children }: Props) {
  const t = useWords();
  return (
    <aside className="progress" aria-label={t('progress.label')}>
      <div className="progress-head">
        <h2 className="progress-title">
          <bdi className="code">{shown(title)}</bdi>
        </h2>
        {hasPaper && <PaperButton />}
      </div>
      {words !== undefined && (
        <>
          <ProgressBar done={progress.done} total={progress.total} label={words} />
          <p className="progress-words">{words}</p>
        </>
      )}
      {children}
    </aside>
  );
}

const SIGN: Readonly<Record<LineProgress['state'] | 'current', IconName | null>> = {
  done: 'check',
  short: 'attention',
  current: 'arrow',
  open: null,
};

interface LinesProps {
  readonly lines: readonly LineProgress[];
  readonly current: string | null;
  /** What a row is called by: on a walk its bin, at the bench its name. */
  readonly by: 'bin' | 'name';
}

/** The lines of the order. The one at hand stays in sight with those around it; the list moves no more than that takes. */
export function LineList({ lines, current, by }: LinesProps) {
  const t = useWords();
  const list = useInSight<HTMLOListElement>(current);
  return (
    // A list that scrolls has to be reached by keyboard too.
    <ol className="lines" ref={list} tabIndex={0} aria-label={t('progress.label')}>
      {lines.map((line) => (
        <LineRow
          key={line.line_id}
          state={line.state}
          done={line.done}
          quantity={line.quantity}
          what={line[by]}
          isCode={by === 'bin'}
          isCurrent={line.line_id === current}
        />
      ))}
    </ol>
  );
}

interface RowProps extends Pick<LineProgress, 'state' | 'done' | 'quantity'> {
  readonly what: string;
  readonly isCode: boolean;
  readonly isCurrent: boolean;
}

/** Of a long order a scan changes two rows at most: only those are drawn anew. */
const LineRow = memo(function LineRow({ state, done, quantity, what, isCode, isCurrent }: RowProps) {
  const t = useWords();
  const language = useLanguage();
  const stands = isCurrent && state === 'open' ? 'current' : state;
  const sign = SIGN[stands];
  return (
    <li className="line" data-state={stands} aria-current={isCurrent ? 'step' : undefined}>
      <span className="line-sign">{sign !== null && <Icon name={sign} />}</span>
      <span className="unseen">{t(`line.${stands}`)}</span>
      <bdi className={isCode ? 'line-what code' : 'line-what'}>{shown(what)}</bdi>
      <span className="line-count code">
        {state === 'done' || done === 0
          ? formatNumber(language, quantity)
          : `${formatNumber(language, done)}/${formatNumber(language, quantity)}`}
      </span>
    </li>
  );
});
