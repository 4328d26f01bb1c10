import type { View } from '../../shared/views.ts';
import { useStore } from '../app/station-context.ts';
import { Icon } from '../components/icon.tsx';
import { useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';
import './open-work.css';

type HomeView = Extract<View, { kind: 'home' }>;

/** What was left undone here: a touch is the scan of the order. */
export function OpenWork({ view }: { readonly view: HomeView }) {
  const t = useWords();
  const store = useStore();
  const open = (order: string): void => store.submit({ text: order, entry: 'touch', startedMs: performance.now() });
  const isClear =
    view.put_down.length + view.put_back.length + view.for_lead.length + view.walks.length + view.piles.length === 0;
  return (
    <aside className="open-work" aria-label={t('home.open')}>
      <h2 className="open-work-title">{t('home.open')}</h2>
      {isClear && <p>{t('home.clear')}</p>}
      <ul className="open-work-list">
        {view.put_back.map(({ order_id, units }) => (
          <li key={`back ${order_id}`}>
            <Row
              order={order_id}
              note={`${t('home.put_back')}: ${t('home.units', { count: units })}`}
              loud
              open={open}
            />
          </li>
        ))}
        {view.for_lead.map(({ order_id, question }) => (
          <li key={`lead ${order_id}`}>
            <Row order={order_id} note={t(`home.lead.${question}`)} loud={question !== 'short'} open={open} />
          </li>
        ))}
        {view.put_down.map(({ order_id, operator }) => (
          <li key={`down ${order_id}`}>
            <Row
              order={order_id}
              note={operator === null ? t('home.put_down') : t('home.put_down_by', { operator: shown(operator) })}
              open={open}
            />
          </li>
        ))}
      </ul>
      {view.walks.length > 0 && (
        <>
          <h3 className="open-work-head">{t('home.walks')}</h3>
          <ul className="open-work-list">
            {view.walks.map(({ batch_id, orders, ready, late }) => (
              <li key={batch_id}>
                <Row
                  order={batch_id}
                  note={[
                    ready < orders ? t('home.orders_of', { count: orders, ready }) : t('home.orders', { count: ready }),
                    ...(late > 0 ? [t('home.walk_late', { count: late })] : []),
                  ].join(', ')}
                  loud={late > 0}
                  open={open}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {view.piles.length > 0 && (
        <>
          <h3 className="open-work-head">{t('home.piles')}</h3>
          <ul className="open-work-list">
            {view.piles.map(({ carrier, name, parcels }) => (
              <li key={carrier} className="open-work-pile">
                <Icon name="carrier" />
                <span>{shown(name)}</span>
                <strong>{t('home.parcels', { count: parcels })}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}

interface RowProps {
  readonly order: string;
  readonly note: string;
  readonly loud?: boolean;
  readonly open: (order: string) => void;
}

function Row({ order, note, loud = false, open }: RowProps) {
  return (
    <button type="button" className="open-work-row" data-loud={loud} onClick={() => open(order)}>
      <bdi className="code">{shown(order)}</bdi>
      <span>{note}</span>
    </button>
  );
}
