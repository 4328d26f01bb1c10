import type { View } from '../../shared/views.ts';
import { BigCode } from '../components/big-code.tsx';
import { ItemCard } from '../components/item-card.tsx';
import { LineList, ProgressColumn } from '../components/progress-column.tsx';
import { Stage } from '../components/stage.tsx';
import { SuggestedBoxes } from '../components/suggested-boxes.tsx';
import { Tile } from '../components/tile.tsx';
import { formatNumber, formatWeight } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';
import './bench.css';

type PackView = Extract<View, { kind: 'pack' }>;

/** At the bench: every piece into its box, then the weight, then closed. What is waited for is the huge one. */
export function PackScreen({ view }: { readonly view: PackView }) {
  const t = useWords();
  const language = useLanguage();
  const { progress, filling, line } = view;
  const number = (value: number): string => formatNumber(language, value);
  const parcel = filling?.number ?? 1;
  const where = t('stage.parcel', { stage: t('stage.pack'), line: parcel, of: Math.max(parcel, view.parcels.length) });
  return (
    <>
      <Stage view={view} where={where}>
        <div className="bench">
          <Hero view={view} parcel={parcel} />
          <div className="bench-tiles">
            <Tile
              icon="box"
              caption={t('pack.box')}
              value={view.box === null ? '–' : shown(view.box_name ?? view.box)}
              note={t(view.box_chosen ? 'pack.chosen' : 'pack.suggested')}
            />
            <WeightTile view={view} />
          </div>
        </div>
        {line === null ? (
          <p className="bench-done">{t('item.none')}</p>
        ) : (
          <ItemCard line={line} caption={t('count.pack')} now={view.expect.includes('item')} />
        )}
      </Stage>
      <ProgressColumn
        title={view.order_id}
        progress={progress}
        hasPaper={view.parcels.some(({ sscc }) => sscc !== null)}
        words={t('progress.lines', { done: number(progress.done), total: number(progress.total) })}
      >
        <LineList lines={view.lines} current={line?.line_id ?? null} by="name" />
        {view.suggested.length > 0 && <SuggestedBoxes boxes={view.suggested} />}
      </ProgressColumn>
    </>
  );
}

function Hero({ view, parcel }: { readonly view: PackView; readonly parcel: number }) {
  const t = useWords();
  const language = useLanguage();
  const { expected_weight_g: expected = null, weight_g: weight = null } = view.filling ?? {};
  if (view.expect.includes('item')) {
    const left = formatNumber(language, view.progress.total - view.progress.done);
    return <BigCode code={left} caption={t('pack.left')} />;
  }
  if (view.expect.includes('weight')) {
    const known = expected === null ? '?' : formatWeight(language, expected);
    return <BigCode words code={known} caption={`${t('pack.weigh', { number: parcel })} · ${t('pack.expected')}`} />;
  }
  return (
    <BigCode
      words
      code={weight === null ? t('command.done') : formatWeight(language, weight)}
      caption={t('pack.close', { number: parcel })}
    />
  );
}

function WeightTile({ view }: { readonly view: PackView }) {
  const t = useWords();
  const language = useLanguage();
  const { expected_weight_g: expected = null, weight_g: weight = null } = view.filling ?? {};
  const grams = weight ?? expected;
  return (
    <Tile
      icon="weight"
      caption={t('pack.weight')}
      value={grams === null ? '–' : formatWeight(language, grams)}
      note={t(weight === null ? (expected === null ? 'pack.unknown_weight' : 'pack.expected') : 'pack.measured')}
      now={view.expect.includes('weight')}
    />
  );
}
