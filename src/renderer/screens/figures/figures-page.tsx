import type { DayFigures } from '../../../shared/figures.ts';
import { useStore } from '../../app/station-context.ts';
import { useNow } from '../../app/use-now.ts';
import { useReply } from '../../app/use-reply.ts';
import { Page } from '../../components/page.tsx';
import { formatDay, formatNumber } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { HourTable } from './hour-table.tsx';
import { WorkerTable } from './worker-table.tsx';
import './figures-page.css';

const REFRESH_MS = 10_000;

/** What was done today: the sums large, then by hour and by worker. They are counted some seconds after the work. */
export function FiguresPage() {
  const t = useWords();
  const language = useLanguage();
  const { client } = useStore();
  const asked = useReply(String(useNow(REFRESH_MS)), () => client.figures({}));
  if (asked.state !== 'there') {
    return (
      <Page name="figures" title={t('figures.title')}>
        {asked.state === 'failed' && <p className="page-note">{t('pages.failed')}</p>}
      </Page>
    );
  }
  const { result } = asked;
  return (
    <Page name="figures" title={t('figures.of_day', { day: formatDay(language, result.day) })}>
      <Sums {...result.total} />
      {result.hours.length === 0 ? (
        <p className="page-note">{t('figures.none')}</p>
      ) : (
        <>
          <HourTable hours={result.hours} />
          <WorkerTable workers={result.workers} />
        </>
      )}
    </Page>
  );
}

function Sums({ came_in: cameIn, pick, pack, ship, scans, wrong, typed }: DayFigures['total']) {
  const t = useWords();
  const language = useLanguage();
  const number = (value: number): string => formatNumber(language, value);
  const size = (of: { readonly lines: number; readonly units: number }): string =>
    `${t('figures.lines', { count: of.lines })}, ${t('figures.units', { count: of.units })}`;
  const sums = [
    { name: t('figures.came_in'), value: cameIn },
    { name: t('figures.picked'), value: pick.orders, note: size(pick) },
    { name: t('figures.packed'), value: pack.orders, note: size(pack) },
    { name: t('figures.shipped'), value: ship.orders, note: size(ship) },
    {
      name: t('figures.wrong'),
      value: wrong,
      note: `${t('figures.of_scans', { count: scans })}, ${t('figures.typed_of', { count: typed })}`,
    },
  ];
  return (
    <dl className="figures-sums">
      {sums.map(({ name, value, note }) => (
        <div key={name} className="figures-sum">
          <dt>{name}</dt>
          <dd className="figures-large">{number(value)}</dd>
          {note !== undefined && <dd className="said-quiet">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
