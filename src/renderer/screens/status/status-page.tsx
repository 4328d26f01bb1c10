import type { Facts } from '../../../shared/facts.ts';
import { useFacts } from '../../app/station-context.ts';
import { useNow } from '../../app/use-now.ts';
import { Icon } from '../../components/icon.tsx';
import { Page } from '../../components/page.tsx';
import { formatAge, formatBytes, formatMoment, formatNumber } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { ORDER_STATES } from '../../../shared/order-states.ts';
import { FactRows, type FactRow } from './fact-rows.tsx';
import { CarrierRows } from './carrier-rows.tsx';
import { PrinterList } from './printer-list.tsx';
import { SyncNow } from './sync-now.tsx';
import './status-page.css';

/** How the station stands, in words that a lead can read out on the telephone. */
export function StatusPage() {
  const t = useWords();
  const { station } = useFacts();
  return (
    <Page
      name="status"
      title={t('status.title', { name: shown(station.name) })}
      aside={
        station.test && (
          <p className="status-test">
            <Icon name="attention" />
            {t('status.test')}
          </p>
        )
      }
    >
      <div className="status">
        <Network />
        <Work />
        <Machine />
      </div>
    </Page>
  );
}

function Network() {
  const t = useWords();
  const language = useLanguage();
  const now = useNow();
  const { sync } = useFacts();
  const number = (value: number): string => formatNumber(language, value);
  const age = (iso: string): string => formatAge(language, now - Date.parse(iso));
  const rows: FactRow[] = [
    {
      name: t('status.network'),
      value:
        sync.since === null
          ? t(`network.${sync.state}`)
          : t('status.since', { state: t(`network.${sync.state}`), time: age(sync.since) }),
      tone:
        sync.state === 'parked'
          ? 'bad'
          : sync.state === 'offline'
            ? 'look'
            : sync.state === 'online'
              ? 'good'
              : 'plain',
      ...(sync.because === null ? {} : { note: shown(sync.because) }),
    },
    {
      name: t('status.spans'),
      value: number(sync.spans_waiting),
      ...(sync.oldest_waiting === null || sync.spans_waiting === 0
        ? {}
        : { note: t('status.oldest', { time: age(sync.oldest_waiting) }) }),
    },
    ...(sync.spans_parked > 0
      ? [{ name: t('status.parked'), value: number(sync.spans_parked), tone: 'bad' as const }]
      : []),
    {
      name: t('status.events'),
      value: number(sync.events_waiting),
      ...(sync.oldest_event === null ? {} : { note: t('status.oldest_event', { time: age(sync.oldest_event) }) }),
    },
    ...sync.told.map(({ name, state, because }): FactRow => ({
      name: t('status.told', { name: shown(name) }),
      value: t(`told.${state}`),
      ...(state === 'open' ? {} : { tone: state === 'paused' ? 'bad' : 'look' }),
      ...(because === null ? {} : { note: shown(because) }),
    })),
    { name: t('status.late'), value: number(sync.spans_late) },
    ...(sync.spans_given_up > 0
      ? [{ name: t('status.given_up'), value: number(sync.spans_given_up), tone: 'look' as const }]
      : []),
    {
      name: t('status.refused'),
      value: number(sync.spans_refused),
      ...(sync.spans_refused > 0 ? { tone: 'look' as const } : {}),
    },
    {
      name: t('status.last_sync'),
      value: sync.last_sync === null ? t('status.never') : formatMoment(language, sync.last_sync, now),
    },
  ];
  return (
    <section className="section status-part">
      <h2>{t('status.sending')}</h2>
      <SyncNow />
      <FactRows rows={rows} />
    </section>
  );
}

function Work() {
  const t = useWords();
  const language = useLanguage();
  const { orders, print } = useFacts();
  const known: readonly string[] = ORDER_STATES;
  const states = [...ORDER_STATES, ...Object.keys(orders).filter((state) => !known.includes(state))];
  const rows = states
    .filter((state) => (orders[state] ?? 0) > 0)
    .map((state) => ({
      name: t(`state.${state}` as 'state.ready', { defaultValue: state }),
      value: formatNumber(language, orders[state] ?? 0),
    }));
  return (
    <section className="section status-part">
      <h2>{t('pages.orders')}</h2>
      {rows.length === 0 ? <p className="said-quiet">{t('orders.none')}</p> : <FactRows rows={rows} />}
      <h2>{t('status.printing')}</h2>
      <FactRows
        rows={[
          { name: t('status.print_waiting'), value: formatNumber(language, print.waiting) },
          {
            name: t('status.print_unknown'),
            value: formatNumber(language, print.unknown),
            ...(print.unknown > 0 ? { tone: 'look', note: t('status.print_look') } : {}),
          },
          ...print.undrawn.map(({ document, order_id: order, parcel }) => ({
            name: t('status.undrawn'),
            value: [t(`document.${document}` as 'document.label', { defaultValue: document }), order, parcel]
              .filter((part) => part !== null)
              .map((part) => shown(String(part)))
              .join(' · '),
            note: t('status.undrawn_look'),
            tone: 'bad' as const,
          })),
        ]}
      />
      <PrinterList />
      <CarrierRows />
    </section>
  );
}

function Machine() {
  const t = useWords();
  const language = useLanguage();
  const { station, database, numbers, numbers_low: low, update } = useFacts();
  return (
    <section className="section status-part">
      <h2>{t('status.numbers')}</h2>
      <FactRows rows={Object.entries(numbers).map(([kind, left]) => numberRow(kind, left))} />
      <h2>{t('status.station')}</h2>
      <FactRows
        rows={[
          {
            name: t('status.database'),
            value: t(database.ok ? 'status.sound' : 'status.damaged'),
            tone: database.ok ? 'good' : 'bad',
            note: formatBytes(language, database.bytes),
          },
          { name: t('status.id'), value: <bdi className="code">{shown(station.id)}</bdi> },
          ...(station.site === null ? [] : [{ name: t('status.site'), value: shown(station.site) }]),
          { name: t('status.version'), value: station.version, ...updateNote() },
        ]}
      />
    </section>
  );

  function updateNote(): Partial<FactRow> {
    if (update === null || update.state === 'current' || update.state === 'applied') return {};
    const words = t(`update.${update.state}`, { version: shown(update.version ?? '') });
    const note = update.reason === null ? words : `${words} ${shown(update.reason)}`;
    return { note, ...(update.state === 'rejected' || update.state === 'failed' ? { tone: 'look' } : {}) };
  }

  function numberRow(kind: string, left: Facts['numbers'][string]): FactRow {
    const carrier = /^tracking:(.*)$/.exec(kind)?.[1];
    return {
      name: carrier === undefined ? kind.toUpperCase() : t('status.tracking', { carrier: shown(carrier) }),
      value: t('status.left', { number: formatNumber(language, left) }),
      ...(left === 0 || low.includes(kind)
        ? { tone: left === 0 ? 'bad' : 'look', note: t(left === 0 ? 'status.no_numbers' : 'status.few') }
        : {}),
    };
  }
}
