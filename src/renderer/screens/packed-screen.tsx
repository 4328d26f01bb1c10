import type { View } from '../../shared/views.ts';
import { BigCode } from '../components/big-code.tsx';
import { ParcelList } from '../components/parcel-list.tsx';
import { ProgressColumn } from '../components/progress-column.tsx';
import { Stage } from '../components/stage.tsx';
import { Tile } from '../components/tile.tsx';
import { formatNumber, formatWeight } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import './bench.css';

/** The order is packed: its parcels and their numbers stay until the next scan. */
export function PackedScreen({ view }: { readonly view: Extract<View, { kind: 'pack' }> }) {
  const t = useWords();
  const language = useLanguage();
  const { parcels, progress } = view;
  const grams = parcels.reduce((sum, { weight_g }) => sum + (weight_g ?? 0), 0);
  const number = (value: number): string => formatNumber(language, value);
  return (
    <>
      <Stage view={view} where={t('stage.pack')}>
        <BigCode code={view.order_id} caption={t('pack.closed')} />
        <div className="bench-facts">
          <Tile icon="box" caption={t('parcels.label')} value={number(parcels.length)} />
          <Tile icon="weight" caption={t('pack.weight')} value={formatWeight(language, grams)} />
        </div>
      </Stage>
      <ProgressColumn
        title={view.order_id}
        progress={progress}
        hasPaper
        words={t('progress.lines', { done: number(progress.done), total: number(progress.total) })}
      >
        <ParcelList parcels={parcels} current={0} />
      </ProgressColumn>
    </>
  );
}
