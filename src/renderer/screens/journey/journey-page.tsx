import type { JourneyScreen } from '../../../shared/journey.ts';
import { useStation, useStore } from '../../app/station-context.ts';
import { useNow } from '../../app/use-now.ts';
import { usePlace } from '../../app/use-place.ts';
import { useReply } from '../../app/use-reply.ts';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { useKeys } from '../../commands/use-hotkeys.ts';
import { PAPER_KEY } from '../../components/paper-button.tsx';
import { formatDuration, formatMoment } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { JourneyDrawing } from './journey-drawing.tsx';
import { SLA_S } from './journey-picture.ts';
import { JourneyTable } from './journey-table.tsx';
import './journey-page.css';

/** Where an order spent its time: drawn, and said. Asked for again whenever something at the station has changed. */
export function JourneyPage({ order }: { readonly order: string }) {
  const t = useWords();
  const { client } = useStore();
  const { move } = usePlace();
  const sequence = useStation(({ station }) => station?.sequence ?? 0);
  const asked = useReply(`${order} ${sequence}`, () => client.journey({ order_id: order }));
  const journey = asked.state === 'there' ? asked.result : null;
  return (
    <Page
      name={`journey ${order}`}
      title={
        <>
          <span className="unseen">{t('journey.title')} </span>
          <bdi className="code">{shown(order)}</bdi>
        </>
      }
      aside={
        <>
          {journey !== null && <Total journey={journey} />}
          <div className="journey-buttons">
            {journey !== null && <PaperOfOrder order={order} />}
            <button type="button" className="button" onClick={() => move({ to: 'orders' })}>
              {t('journey.orders')}
            </button>
          </div>
        </>
      }
    >
      {asked.state === 'failed' && <p className="page-note">{t('pages.failed')}</p>}
      {asked.state === 'there' && journey === null && <p className="page-note">{t('journey.unknown')}</p>}
      {journey !== null && (
        <>
          <JourneyDrawing journey={journey} />
          <JourneyTable journey={journey} />
        </>
      )}
    </Page>
  );
}

/** What was printed for the order. */
function PaperOfOrder({ order }: { readonly order: string }) {
  const t = useWords();
  const { move } = usePlace();
  const show = (): void => move({ to: 'paper', order, paper: null });
  useKeys((key) => key === PAPER_KEY && show());
  return (
    <button type="button" className="button" aria-keyshortcuts={PAPER_KEY} onClick={show}>
      <Icon name="printer" />
      {t('command.preview')}
    </button>
  );
}

/** The state, how long it took or has taken so far, and by how much that is too long. */
function Total({ journey }: { readonly journey: JourneyScreen }) {
  const t = useWords();
  const language = useLanguage();
  const now = useNow();
  const { total_s: total, state, ship_by: shipBy } = journey;
  const over = total === null ? 0 : total - SLA_S;
  return (
    <p className="journey-total">
      <span>{t(`state.${state}` as 'state.ready', { defaultValue: state })}</span>
      {total !== null && (
        <strong>
          {t(state === 'dispatched' ? 'journey.total' : 'journey.so_far', { time: formatDuration(language, total) })}
        </strong>
      )}
      {over > 0 && (
        <strong className="said-late">
          {t('journey.over', { time: formatDuration(language, over), limit: formatDuration(language, SLA_S) })}
        </strong>
      )}
      {shipBy !== null && <span>{t('facts.ship_by', { time: formatMoment(language, shipBy, now) })}</span>}
    </p>
  );
}
