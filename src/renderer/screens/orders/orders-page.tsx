import { useState } from 'react';
import { usePlace } from '../../app/use-place.ts';
import { Page } from '../../components/page.tsx';
import { useWords } from '../../i18n/words.ts';
import { OrderSearch } from './order-search.tsx';
import { RefusedList } from './refused-list.tsx';
import './orders-page.css';

const TABS = ['found', 'refused'] as const;

/** All orders of the station, found by the beginning of any of their numbers; and what was refused on its way in. */
export function OrdersPage() {
  const t = useWords();
  const { move } = usePlace();
  const [tab, setTab] = useState<(typeof TABS)[number]>('found');
  return (
    <Page
      name="orders"
      title={t('pages.orders')}
      aside={
        <div className="orders-tabs" role="group" aria-label={t('orders.what')}>
          {TABS.map((name) => (
            <button
              key={name}
              type="button"
              className="button"
              aria-pressed={name === tab}
              onClick={() => setTab(name)}
            >
              {t(`listing.${name}`)}
            </button>
          ))}
        </div>
      }
    >
      {tab === 'found' ? <OrderSearch open={(order) => move({ to: 'journey', order })} /> : <RefusedList />}
    </Page>
  );
}
