import type { DayFigures } from '../../../shared/figures.ts';
import { formatHour, formatNumber } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';

/** The day by its hours. A bar beside the units shows the busy hours; the number says the same. */
export function HourTable({ hours }: Pick<DayFigures, 'hours'>) {
  const t = useWords();
  const language = useLanguage();
  const number = (value: number): string => formatNumber(language, value);
  const most = Math.max(1, ...hours.flatMap(({ pick, pack }) => [pick.units, pack.units]));
  const units = (label: string, value: number) => (
    <td className="number" data-label={label}>
      <Bar part={value / most} />
      <span className="figures-count">{number(value)}</span>
    </td>
  );
  return (
    <table className="table figures-table">
      <caption>{t('figures.by_hour')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('figures.hour')}</th>
          <th scope="col">{t('figures.came_in')}</th>
          <th scope="col">{t('figures.units_picked')}</th>
          <th scope="col">{t('figures.units_packed')}</th>
          <th scope="col">{t('figures.shipped')}</th>
          <th scope="col">{t('figures.wrong')}</th>
          <th scope="col">{t('figures.typed')}</th>
        </tr>
      </thead>
      <tbody>
        {hours.map(({ hour, came_in: cameIn, pick, pack, ship, wrong, typed }) => (
          <tr key={hour}>
            <th scope="row">{formatHour(language, hour)}</th>
            <td className="number" data-label={t('figures.came_in')}>
              {number(cameIn)}
            </td>
            {units(t('figures.units_picked'), pick.units)}
            {units(t('figures.units_packed'), pack.units)}
            <td className="number" data-label={t('figures.shipped')}>
              {number(ship.orders)}
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

/** `part`: from 0 to 1 of the longest; more units were taken back than done where it is below. */
function Bar({ part }: { readonly part: number }) {
  return (
    <svg className="figures-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={100 * Math.max(0, part)} height="10" />
    </svg>
  );
}
