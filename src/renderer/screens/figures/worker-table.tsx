import type { DayFigures, Work } from '../../../shared/figures.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { FiguresTable } from './figures-table.tsx';

/** The day by its workers: of each stage how many orders, with their lines and units. */
export function WorkerTable({ workers }: Pick<DayFigures, 'workers'>) {
  const t = useWords();
  const language = useLanguage();
  const work = ({ orders, lines, units }: Work) => (
    <>
      {formatNumber(language, orders)}
      <span className="said-quiet figures-size">
        {t('figures.lines', { count: lines })}, {t('figures.units', { count: units })}
      </span>
    </>
  );
  const named = (worker: string | null) => (worker === null ? t('figures.nobody') : <bdi>{shown(worker)}</bdi>);
  return (
    <FiguresTable
      caption={t('figures.by_worker')}
      of={t('figures.worker')}
      rows={workers}
      keyOf={({ worker }) => worker ?? ''}
      nameOf={({ worker }) => named(worker)}
      columns={[
        { name: t('figures.picked'), cell: ({ pick }) => work(pick) },
        { name: t('figures.packed'), cell: ({ pack }) => work(pack) },
        { name: t('figures.shipped'), cell: ({ ship }) => work(ship) },
        { name: t('figures.scans'), cell: ({ scans }) => scans },
        { name: t('figures.wrong'), cell: ({ wrong }) => wrong },
        { name: t('figures.typed'), cell: ({ typed }) => typed },
      ]}
    />
  );
}
