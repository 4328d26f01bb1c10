import type { CSSProperties } from 'react';
import type { BatchView, SlotView } from '../../shared/views.ts';
import { CART_COLUMNS, slotName } from '../../shared/slots.ts';
import { formatNumber } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';
import { Icon, type IconName } from './icon.tsx';
import { useInSight } from './use-in-sight.ts';
import './cart.css';

const SIGN: Readonly<Record<SlotView['state'], IconName | null>> = { open: null, done: 'check', closed: 'attention' };

/** A cell has room for so many signs; of more a part of the whole is told. */
const COUNT_LENGTH = 6;

const fitting = (count: string, { done, total }: SlotView): string =>
  count.length <= COUNT_LENGTH ? count : `${Math.floor((100 * done) / Math.max(1, total))}%`;

/** The cart from above: a cell for each slot, how far it is, and which one is at hand. */
export function Cart({ batch }: { readonly batch: BatchView }) {
  const t = useWords();
  const language = useLanguage();
  const list = useInSight<HTMLOListElement>(batch.slot);
  return (
    // A list that scrolls has to be reached by keyboard too.
    <ol
      className="cart"
      ref={list}
      tabIndex={0}
      aria-label={t('cart.label')}
      style={{ '--columns': CART_COLUMNS } as CSSProperties}
    >
      {batch.slots.map((slot) => {
        const sign = SIGN[slot.state];
        const isAtHand = slot.slot === batch.slot && slot.state === 'open';
        const done = formatNumber(language, slot.done);
        const total = formatNumber(language, slot.total);
        return (
          <li
            className="cart-slot"
            key={slot.slot}
            data-state={isAtHand ? 'current' : slot.state}
            aria-current={isAtHand ? 'step' : undefined}
            title={shown(slot.order_id)}
          >
            <span className="unseen">
              {t('cart.slot', { slot: slotName(slot.slot), order: shown(slot.order_id), done, total })}{' '}
              {slot.state === 'closed' ? t('cart.closed') : t(isAtHand ? 'line.current' : `line.${slot.state}`)}
            </span>
            <span className="cart-name code" aria-hidden="true">
              {slotName(slot.slot)}
              {sign !== null && <Icon name={sign} />}
            </span>
            <span className="cart-count code" aria-hidden="true">
              {slot.state === 'closed' ? '\u2013' : fitting(`${done}/${total}`, slot)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
