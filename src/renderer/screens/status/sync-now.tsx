import { useState } from 'react';
import { useFacts, useStore } from '../../app/station-context.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';

type Sync =
  | { readonly state: 'rests' }
  /** How much waited when it began. */
  | { readonly state: 'runs'; readonly total: number }
  | { readonly state: 'ended'; readonly ok: boolean; readonly lines: readonly string[] };

/** Sends all that waits, at once: a bar while it does, and the station's words on what came of it. */
export function SyncNow() {
  const t = useWords();
  const language = useLanguage();
  const { client } = useStore();
  const { sync } = useFacts();
  const [run, setRun] = useState<Sync>({ state: 'rests' });
  const waiting = sync.spans_waiting + sync.spans_parked + sync.events_waiting;

  async function start(): Promise<void> {
    if (run.state === 'runs') return;
    setRun({ state: 'runs', total: waiting });
    const reply = await client.sync({});
    setRun(
      reply.ok
        ? { state: 'ended', ...reply.result }
        : { state: 'ended', ok: false, lines: [reply.code === 'away' ? t('banner.away') : t('pages.failed')] },
    );
  }
  const total = run.state === 'runs' ? Math.max(run.total, waiting) : 0;
  const sent = formatNumber(language, total - waiting);
  return (
    <div className="sync-now">
      <button
        type="button"
        className="button"
        data-loud={waiting > 0}
        aria-disabled={run.state === 'runs'}
        onClick={() => void start()}
      >
        {t(run.state === 'runs' ? 'status.sending_now' : 'status.retry')}
      </button>
      {run.state === 'runs' && (
        <>
          <ProgressBar done={total - waiting} total={total} label={t('status.sending')} />
          <p>{t('status.sent', { done: sent, total: formatNumber(language, total) })}</p>
        </>
      )}
      <div role="status">
        {run.state === 'ended' && (
          <div className="sync-words" data-ok={run.ok}>
            <p>
              <strong>{t(run.ok ? 'status.all_sent' : 'status.not_all_sent')}</strong>
            </p>
            {run.lines.map((line) => (
              <p key={line}>{shown(line)}</p>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
