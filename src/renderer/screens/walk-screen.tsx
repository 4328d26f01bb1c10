import type { View } from '../../shared/views.ts';
import { BigCode } from '../components/big-code.tsx';
import { Cart } from '../components/cart.tsx';
import { ItemCard } from '../components/item-card.tsx';
import { LineList, ProgressColumn } from '../components/progress-column.tsx';
import { SlotTile } from '../components/slot-tile.tsx';
import { Stage } from '../components/stage.tsx';
import { formatNumber } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';

type WalkView = Extract<View, { kind: 'pick' | 'putback' }>;

/** A walk through the bins, to take or to bring back: where to go, what it is, how many. */
export function WalkScreen({ view }: { readonly view: WalkView }) {
  const t = useWords();
  const language = useLanguage();
  const { line, place, bin_confirmed: isThere, progress } = view;
  const batch = view.kind === 'pick' ? view.batch : null;
  const number = (value: number): string => formatNumber(language, value);
  const where = [
    t('stage.line', { stage: t(`stage.${view.kind}`), line: number(place.line), of: number(place.of) }),
    line === null || line.zone === null ? '' : t('stage.zone', { zone: shown(line.zone) }),
    batch === null ? '' : t('stage.walk', { orders: number(batch.size) }),
    batch === null && view.kind === 'pick' && view.tote !== null ? t('stage.tote', { tote: shown(view.tote) }) : '',
  ];
  const bin = line !== null && (
    <BigCode code={line.bin} caption={t(isThere ? 'bin.here' : 'bin.go')} state={isThere ? 'done' : 'now'} />
  );
  return (
    <>
      <Stage view={view} where={where.filter(Boolean).join(' · ')}>
        {line !== null && (
          <>
            {batch === null ? (
              bin
            ) : (
              <div className="walk-places">
                {bin}
                <SlotTile batch={batch} now={isThere} inHand={view.expect.includes('tote')} />
              </div>
            )}
            <ItemCard line={line} caption={t(`count.${view.kind}`)} now={isThere} />
          </>
        )}
      </Stage>
      <ProgressColumn
        title={view.order_id}
        progress={progress}
        words={t('progress.lines', { done: number(progress.done), total: number(progress.total) })}
      >
        {batch === null ? (
          <LineList lines={view.lines} current={line?.line_id ?? null} by="bin" />
        ) : (
          <Cart batch={batch} />
        )}
      </ProgressColumn>
    </>
  );
}
