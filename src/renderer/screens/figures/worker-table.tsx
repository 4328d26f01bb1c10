import type { DayFigures, Work } from '../../../shared/figures.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';

/** The day by its workers: of each stage how many orders, with their lines and units. */
export function WorkerTable({ workers }: Pick<DayFigures, 'workers'>) {
  const t = useWords();
  const language = useLanguage();
  const number = (value: number): string => formatNumber(language, value);
  const work = (label: string, { orders, lines, units }: Work) => (
    <td className="number" data-label={label}>
      {number(orders)}
      <span className="said-quiet figures-size">
        {t('figures.lines', { count: lines })}, {t('figures.units', { count: units })}
      </span>
    </td>
  );
  return (
    <table className="table figures-table">
      <caption>{t('figures.by_worker')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('figures.worker')}</th>
          <th scope="col">{t('figures.picked')}</th>
          <th scope="col">{t('figures.packed')}</th>
          <th scope="col">{t('figures.shipped')}</th>
          <th scope="col">{t('figures.scans')}</th>
          <th scope="col">{t('figures.wrong')}</th>
          <th scope="col">{t('figures.typed')}</th>
        </tr>
      </thead>
      <tbody>
        {workers.map(({ worker, pick, pack, ship, scans, wrong, typed }) => (
          <tr key={worker ?? ''}>
            <th scope="row">{worker === null ? t('figures.nobody') : <bdi>{shown(worker)}</bdi>}</th>
            {work(t('figures.picked'), pick)}
            {work(t('figures.packed'), pack)}
            {work(t('figures.shipped'), ship)}
            <td className="number" data-label={t('figures.scans')}>
              {number(scans)}
            </td>
            <td className="number" data-label={t('figures.wrong')}>
              {number(wrong)}
            </td>
            <td className="number" data-label={t('figures.typed')}>
              {number(typed)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
