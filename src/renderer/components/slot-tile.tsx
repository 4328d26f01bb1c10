import type { BatchView } from '../../shared/views.ts';
import { slotName } from '../../shared/slots.ts';
import { useStation } from '../app/station-context.ts';
import { formatNumber } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';
import { Icon } from './icon.tsx';
import './slot-tile.css';

/** Slots after the one at hand that are named; further ones come when they come. */
const SHOWN_AFTER = 3;

interface Props {
  readonly batch: BatchView;
  /** The item is what the station waits for: before that nothing can be put anywhere. */
  readonly now: boolean;
  /** A unit is in the hand, and its tote is asked for. */
  readonly inHand: boolean;
}

/**
 * Which slot, huge. After a scan it is the slot of the unit that is in the hand, until the next scan; before it the one
 * that the next unit is for. The two never look alike.
 */
export function SlotTile({ batch, now, inHand }: Props) {
  const t = useWords();
  const language = useLanguage();
  const put = useStation(({ answer }) =>
    answer !== null && 'slot' in answer.outcome ? (answer.outcome.slot ?? null) : null,
  );
  const isPut = inHand || put !== null;
  const slot = put ?? batch.slot;
  const tote = batch.slots.find((each) => each.slot === slot)?.tote ?? null;
  const after = batch.here.filter((each) => each.slot !== slot).slice(0, SHOWN_AFTER);
  const caption = t(isPut ? 'slot.put' : 'slot.next');
  return (
    <div role="group" className="slot-tile" data-state={isPut ? 'put' : now ? 'now' : 'later'} aria-label={caption}>
      <p className="slot-tile-caption">
        {isPut && <Icon name="check" />}
        {caption}
      </p>
      <p className="slot-tile-place">
        <span className="slot-tile-name code">{slotName(slot)}</span>
      </p>
      <p className="slot-tile-tote">{tote === null ? '\u00A0' : t('stage.tote', { tote: shown(tote) })}</p>
      <p className="slot-tile-after">
        {after.length === 0
          ? '\u00A0'
          : t('slot.after', {
              slots: after.map((each) => `${slotName(each.slot)} ${formatNumber(language, each.left)}`).join(', '),
            })}
      </p>
    </div>
  );
}
