import { useState } from 'react';
import type { FoundOrder } from '../../../shared/lookups.ts';
import { ORDER_STATES } from '../../../shared/order-states.ts';
import { useStore } from '../../app/station-context.ts';
import { useNow } from '../../app/use-now.ts';
import { Icon } from '../../components/icon.tsx';
import { formatList, formatMoment } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { OVER } from '../journey/journey-picture.ts';
import { usePages } from './use-pages.ts';

/** Long enough that a word typed in one go is asked for once. */
const TYPING_MS = 180;

/** Finds as one types, among however many. */
export function OrderSearch({ open }: { readonly open: (order: string) => void }) {
  const t = useWords();
  const { client } = useStore();
  const [text, setText] = useState('');
  const [state, setState] = useState('');
  const {
    found,
    more,
    state: asked,
    next,
  } = usePages<FoundOrder>(`${state} ${text}`, TYPING_MS, (last) =>
    client.orders({
      text,
      ...(state === '' ? {} : { state }),
      ...(last === undefined ? {} : { after: last.row }),
    }),
  );
  return (
    <>
      <form className="orders-question" role="search" onSubmit={(event) => event.preventDefault()}>
        <input
          className="field orders-text code"
          type="search"
          aria-label={t('orders.search')}
          placeholder={t('orders.search')}
          maxLength={100}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <select
          className="field orders-state"
          aria-label={t('orders.state')}
          value={state}
          onChange={({ target }) => setState(target.value)}
        >
          <option value="">{t('orders.all')}</option>
          {ORDER_STATES.map((each) => (
            <option key={each} value={each}>
              {t(`state.${each}`)}
            </option>
          ))}
        </select>
      </form>
      <p className="unseen" role="status">
        {asked === 'there' && t('orders.found', { count: found.length })}
      </p>
      {asked === 'failed' && <p className="page-note">{t('pages.failed')}</p>}
      {asked === 'there' && found.length === 0 && <p className="page-note">{t('orders.none')}</p>}
      <ul className="orders-list">
        {found.map((order) => (
          <li key={order.order_id}>
            <FoundRow order={order} open={open} />
          </li>
        ))}
      </ul>
      {more && (
        <button type="button" className="button orders-more" onClick={next}>
          {t('orders.more')}
        </button>
      )}
    </>
  );
}

function FoundRow({ order, open }: { readonly order: FoundOrder; readonly open: (order: string) => void }) {
  const t = useWords();
  const language = useLanguage();
  const now = useNow();
  const isLate = order.ship_by !== null && Date.parse(order.ship_by) < now && !OVER.has(order.state);
  const waits = order.waits_for.map((each) => t(`waits.${each}` as 'waits.items', { defaultValue: each }));
  const time = order.ship_by === null ? null : formatMoment(language, order.ship_by, now);
  return (
    <button type="button" className="found" onClick={() => open(order.order_id)}>
      <span className="found-number code">
        <bdi>{shown(order.order_id)}</bdi>
        {order.priority > 0 && <span className="found-urgent">{t('facts.priority')}</span>}
      </span>
      <span>{t(`state.${order.state}` as 'state.ready', { defaultValue: order.state })}</span>
      <span className={waits.length > 0 ? 'said-waiting' : isLate ? 'said-late' : undefined}>
        {waits.length > 0
          ? t('orders.waits', { what: formatList(language, waits) })
          : time !== null && t(isLate ? 'facts.late' : 'facts.ship_by', { time })}
      </span>
      <span className="found-size said-quiet">
        {t('journey.lines', { count: order.lines })}, {t('home.units', { count: order.units })}
      </span>
      <span className={order.linked ? 'found-link said-quiet' : 'found-link said-waiting'}>
        {order.linked && <Icon name="link" />}
        {t(order.linked ? 'orders.linked' : 'orders.not_linked')}
      </span>
    </button>
  );
}
