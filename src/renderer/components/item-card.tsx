import type { LineView } from '../../shared/views.ts';
import { formatDay } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { fit, shown } from '../look/text-length.ts';
import { Count } from './count.tsx';
import { ItemPicture } from './item-picture.tsx';
import './item-card.css';

interface Props {
  readonly line: LineView;
  /** What the count says: "to take". */
  readonly caption: string;
  /** The item is what the station waits for now. */
  readonly now: boolean;
}

/** What to take: its picture, its name, the numbers on it, and how many. */
export function ItemCard({ line, caption, now }: Props) {
  const name = shown(line.name);
  return (
    <div role="group" className="item-card" data-now={now} aria-label={name}>
      <ItemPicture name={name} url={line.image_url} />
      <div className="item-card-words">
        <p className="item-card-name" data-length={fit(name, [34, 78])} dir="auto" title={name}>
          {name}
        </p>
        <p className="item-card-codes code">
          {line.sku !== null && <bdi>{shown(line.sku)}</bdi>}
          {line.gtin !== null && <bdi>{line.gtin}</bdi>}
        </p>
        <Taken line={line} />
      </div>
      <Count quantity={line.quantity} done={line.done} caption={caption} />
    </div>
  );
}

/** Lot, serial and expiry of the unit last taken, to be read against what is in the hand. */
function Taken({ line: { taken } }: { readonly line: LineView }) {
  const t = useWords();
  const language = useLanguage();
  if (taken === null) return null;
  return (
    <p className="item-card-taken">
      {taken.lot !== null && <span>{t('item.lot', { lot: shown(taken.lot) })}</span>}
      {taken.serial !== null && <span>{t('item.serial', { serial: shown(taken.serial) })}</span>}
      {taken.expiry !== null && <span>{t('item.expiry', { date: formatDay(language, taken.expiry) })}</span>}
    </p>
  );
}
