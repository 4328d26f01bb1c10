import { useState } from 'react';
import type { PaperEntry } from '../../../shared/papers.ts';
import { useStation, useStore } from '../../app/station-context.ts';
import { useNow } from '../../app/use-now.ts';
import { useReply } from '../../app/use-reply.ts';
import { Page } from '../../components/page.tsx';
import { formatMoment } from '../../i18n/format.ts';
import { useLanguage, useWords, type Words } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { DoNotPrint } from './do-not-print.tsx';
import './paper-page.css';

interface Props {
  readonly order: string | null;
  readonly paper: number | null;
  /** What waits for this printer is shown in place of an order's paper. */
  readonly printer: string | null;
}

/** Paper of an order or for a printer, and each of it on the screen. Asked for again whenever something has changed. */
export function PaperPage({ order, paper, printer }: Props) {
  const t = useWords();
  const { client } = useStore();
  const sequence = useStation(({ station }) => station?.sequence ?? 0);
  const [chosen, choose] = useState(paper);
  const question = { order_id: order, paper, ...(printer === null ? {} : { printer }) };
  const asked = useReply(`${JSON.stringify(question)} ${sequence}`, () => client.papers(question));
  const papers = asked.state === 'there' ? asked.result.papers : [];
  const wanted = printer === null || papers.some(({ id }) => id === chosen) ? chosen : null;
  const current = wanted ?? (asked.state === 'there' ? asked.result.shown : null);
  const title = printer ?? papers[0]?.order_id ?? order;
  return (
    <Page
      name={`paper ${title ?? ''}`}
      title={
        <>
          {t(printer === null ? 'paper.title' : 'paper.waiting')}{' '}
          {title !== null && <bdi className="code">{shown(title)}</bdi>}
        </>
      }
    >
      {asked.state === 'failed' && <p className="page-note">{t('pages.failed')}</p>}
      {asked.state === 'there' && papers.length === 0 && (
        <p className="page-note">{t(printer === null ? 'paper.none' : 'paper.none_waiting')}</p>
      )}
      {papers.length > 0 && (
        <div className="papers">
          <ul className="paper-list" aria-label={t(printer === null ? 'paper.list' : 'status.show_waiting')}>
            {papers.map((entry) => (
              <li key={entry.id}>
                <PaperRow
                  entry={entry}
                  isChosen={entry.id === current}
                  saysOrder={printer !== null}
                  choose={() => choose(entry.id)}
                />
                {entry.state === 'queued' && (
                  <DoNotPrint paper={entry.id} name={printer === null ? nameOf(entry, t) : nameWithOrder(entry, t)} />
                )}
              </li>
            ))}
          </ul>
          {current !== null && <Picture key={current} paper={current} />}
        </div>
      )}
    </Page>
  );
}

interface RowProps {
  readonly entry: PaperEntry;
  readonly isChosen: boolean;
  readonly saysOrder: boolean;
  readonly choose: () => void;
}

function PaperRow({ entry, isChosen, saysOrder, choose }: RowProps) {
  const t = useWords();
  const language = useLanguage();
  const now = useNow();
  return (
    <button type="button" className="paper-row" aria-pressed={isChosen} onClick={choose}>
      <strong>{nameOf(entry, t)}</strong>
      {saysOrder && entry.order_id !== null && <bdi className="code">{shown(entry.order_id)}</bdi>}
      <span>{t(`printstate.${entry.state}`)}</span>
      <span className="paper-where">
        {shown(entry.printer)} · {formatMoment(language, entry.at, now)}
      </span>
    </button>
  );
}

function nameOf({ document, parcel, copy }: PaperEntry, t: Words): string {
  const name = t(`document.${document}` as 'document.label', { defaultValue: document });
  const of = parcel === null ? name : `${name} ${parcel}`;
  return copy > 1 ? `${of} · ${t('paper.copy', { copy })}` : of;
}

function nameWithOrder(entry: PaperEntry, t: Words): string {
  const { order_id: order } = entry;
  return order === null ? nameOf(entry, t) : `${nameOf(entry, t)} · ${shown(order)}`;
}

/** As its printer is given it: the whole of it, or so large that its small print can be read. */
function Picture({ paper }: { readonly paper: number }) {
  const t = useWords();
  const { client } = useStore();
  const [isLarge, setLarge] = useState(false);
  const asked = useReply(String(paper), () => client.preview({ paper }));
  if (asked.state === 'asking') return <p className="page-note">{t('paper.drawing')}</p>;
  if (asked.state === 'failed') return <p className="page-note">{t('pages.failed')}</p>;
  const { result } = asked;
  if (!result.ok) return <p className="page-note">{t(`paper.${result.why}`)}</p>;
  return (
    <button
      type="button"
      className="paper-sheet"
      aria-pressed={isLarge}
      aria-label={t('paper.picture')}
      onClick={() => setLarge(!isLarge)}
    >
      <img src={`data:image/png;base64,${result.png}`} alt="" />
    </button>
  );
}
