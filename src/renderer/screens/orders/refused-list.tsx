import type { RefusedInput } from '../../../shared/lookups.ts';
import { useStore } from '../../app/station-context.ts';
import { formatExact } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { usePages } from './use-pages.ts';

/** Messages that were refused: when, which, why, and where in them the fault lies. Newest first. */
export function RefusedList() {
  const t = useWords();
  const language = useLanguage();
  const { client } = useStore();
  const { found, more, state, next } = usePages<RefusedInput>('refused', 0, (last) =>
    client.refused(last === undefined ? {} : { before: last.row }),
  );
  if (state === 'failed') return <p className="page-note">{t('pages.failed')}</p>;
  if (state === 'there' && found.length === 0) return <p className="page-note">{t('refused.none')}</p>;
  return (
    <>
      <table className="table refused-table">
        <caption className="unseen">{t('listing.refused')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('refused.at')}</th>
            <th scope="col">{t('refused.what')}</th>
            <th scope="col">{t('refused.reason')}</th>
            <th scope="col">{t('refused.path')}</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ row, at, order_id: order, event_id: event, type, reason, path }) => (
            <tr key={row}>
              <td>{formatExact(language, at)}</td>
              <td>
                <bdi className="code">{shown(order ?? event ?? '–')}</bdi>
                {type !== null && <div className="said-quiet">{shown(type)}</div>}
              </td>
              <td>{t(`refusal.${reason}` as 'refusal.invalid', { defaultValue: shown(reason) })}</td>
              <td className="refused-path code">{path === null ? '–' : shown(path)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && (
        <button type="button" className="button orders-more" onClick={next}>
          {t('orders.more')}
        </button>
      )}
    </>
  );
}
