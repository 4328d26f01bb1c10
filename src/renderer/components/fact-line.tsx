import type { ReactNode } from 'react';
import type { Facts } from '../../shared/facts.ts';
import type { View } from '../../shared/views.ts';
import { useFacts } from '../app/station-context.ts';
import { useNow } from '../app/use-now.ts';
import { usePlace } from '../app/use-place.ts';
import { formatAge, formatMoment, formatNumber } from '../i18n/format.ts';
import { useLanguage, useWords, type Words } from '../i18n/words.ts';
import type { LanguageCode } from '../../shared/command-barcodes.ts';
import { shown } from '../look/text-length.ts';
import { Icon } from './icon.tsx';
import './fact-line.css';

const MINUTE_MS = 60_000;

/** Who, where, which order, by when, and the network in words: quiet until the worker has to act. */
export function FactLine({ view, children }: { readonly view: View; readonly children?: ReactNode }) {
  const t = useWords();
  const facts = useFacts();
  const { move } = usePlace();
  return (
    <header className="facts" aria-label={t('facts.label')}>
      <p className="facts-who">
        <strong>{shown(facts.station.name)}</strong>
        {view.operator !== null && <span>{shown(view.operator)}</span>}
        {facts.station.test && <span className="facts-loud facts-test">{t('facts.test')}</span>}
      </p>
      <p className="facts-order">{'ship_by' in view && <OrderFacts view={view} />}</p>
      <div className="facts-state">
        <button type="button" className="facts-button" onClick={() => move({ to: 'status' })}>
          <StationFacts facts={facts} />
        </button>
        {children}
      </div>
    </header>
  );
}

function OrderFacts({ view }: { readonly view: Extract<View, { order_id: string }> }) {
  const t = useWords();
  const language = useLanguage();
  const now = useNow();
  const time = view.ship_by === null ? null : formatMoment(language, view.ship_by, now);
  const isLate = view.ship_by !== null && Date.parse(view.ship_by) < now;
  return (
    <>
      <span className="facts-id">
        {t('facts.order')} <bdi className="code facts-code">{shown(view.order_id)}</bdi>
      </span>
      {view.priority > 0 && (
        <span className="facts-loud">
          <Icon name="urgent" />
          {t('facts.priority')}
        </span>
      )}
      {time !== null && (
        <span className={isLate ? 'facts-loud facts-late' : undefined}>
          {isLate && <Icon name="clock" />}
          {t(isLate ? 'facts.late' : 'facts.ship_by', { time })}
        </span>
      )}
    </>
  );
}

/** One word on how the station stands; what the worker has to do something about comes first and loud. */
function StationFacts({ facts }: { readonly facts: Facts }) {
  const t = useWords();
  const language = useLanguage();
  const now = useNow();
  if (!facts.database.ok) return <Loud text={t('facts.database')} />;
  if (facts.print.unknown > 0) return <Loud text={t('facts.print_unknown')} />;
  if (facts.print.undrawn.length > 0) return <Loud text={t('facts.undrawn')} />;
  const away = facts.print.printers.find(({ problem, waiting }) => problem !== null && waiting > 0);
  if (away !== undefined && away.problem !== null)
    return <Loud text={t('facts.printer', { name: shown(away.name), problem: t(`printer.${away.problem}`) })} />;
  if (facts.carriers.some(({ refused }) => refused.length > 0)) return <Loud text={t('facts.carrier_refused')} />;
  if (facts.numbers_low.length > 0) return <Loud text={t('facts.numbers_low')} />;
  const text = syncText(facts.sync, t, language, now);
  if (facts.sync.state === 'parked') return <Loud text={text} />;
  return (
    <span className="facts-sync" data-state={facts.sync.state}>
      {text}
    </span>
  );
}

function Loud({ text }: { readonly text: string }) {
  return (
    <span className="facts-loud">
      <Icon name="attention" />
      <span className="facts-said">{text}</span>
    </span>
  );
}

function syncText(sync: Facts['sync'], t: Words, language: LanguageCode, now: number): string {
  const spans = formatNumber(language, sync.spans_waiting + sync.spans_parked + sync.events_waiting);
  if (sync.state === 'online') return spans === '0' ? t('sync.online') : t('sync.sending', { spans });
  if (sync.state === 'parked') return t('sync.parked', { spans });
  if (sync.state !== 'offline') return t(`sync.${sync.state}`);
  const awayMs = sync.since === null ? 0 : now - Date.parse(sync.since);
  if (awayMs < MINUTE_MS) return t('sync.offline', { spans });
  return t('sync.offline_since', { since: formatAge(language, awayMs), spans });
}
