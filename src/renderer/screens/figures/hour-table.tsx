import type { DayFigures } from '../../../shared/figures.ts';
import { formatHour, formatNumber } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { FiguresTable } from './figures-table.tsx';

/** The day by its hours. A bar beside the units shows the busy hours; the number says the same. */
export function HourTable({ hours }: Pick<DayFigures, 'hours'>) {
  const t = useWords();
  const language = useLanguage();
  const most = Math.max(1, ...hours.flatMap(({ pick, pack }) => [pick.units, pack.units]));
  const units = (value: number) => (
    <>
      <Bar part={value / most} />
      <span className="figures-count">{formatNumber(language, value)}</span>
    </>
  );
  return (
    <FiguresTable
      caption={t('figures.by_hour')}
      of={t('figures.hour')}
      rows={hours}
      keyOf={({ hour }) => hour}
      nameOf={({ hour }) => formatHour(language, hour)}
      columns={[
        { name: t('figures.came_in'), cell: ({ came_in: cameIn }) => cameIn },
        { name: t('figures.units_picked'), cell: ({ pick }) => units(pick.units) },
        { name: t('figures.units_packed'), cell: ({ pack }) => units(pack.units) },
        { name: t('figures.shipped'), cell: ({ ship }) => ship.orders },
        { name: t('figures.wrong'), cell: ({ wrong }) => wrong },
        { name: t('figures.typed'), cell: ({ typed }) => typed },
      ]}
    />
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
