import type { ParcelView } from '../../shared/views.ts';
import { formatWeight } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';
import { Icon, type IconName } from './icon.tsx';
import { useInSight } from './use-in-sight.ts';
import './parcel-list.css';

const SIGN: Readonly<Record<ParcelView['state'], IconName>> = {
  open: 'box',
  closed: 'label',
  proven: 'check',
  handed_over: 'carrier',
};

/** An SSCC as it stands on a label: application identifier aside, in groups that can be compared by eye. */
export const groupedSscc = (sscc: string): string => sscc.replace(/^(\d)(\d{7})(\d{9})(\d)$/, '$1 $2 $3 $4');

/** The parcels of an order, with what each is known by. The one at hand stays in sight. */
export function ParcelList({
  parcels,
  current,
}: {
  readonly parcels: readonly ParcelView[];
  readonly current: number;
}) {
  const t = useWords();
  const language = useLanguage();
  const list = useInSight<HTMLUListElement>(current);
  return (
    // A list that scrolls has to be reached by keyboard too.
    <ul className="parcels" ref={list} tabIndex={0} aria-label={t('parcels.label')}>
      {parcels.map((parcel) => (
        <li
          className="parcel"
          key={parcel.number}
          data-state={parcel.state}
          aria-current={parcel.number === current ? 'step' : undefined}
        >
          <p className="parcel-head">
            <Icon name={SIGN[parcel.state]} />
            <strong>{t('parcel.number', { number: parcel.number })}</strong>
            <span>{t(`parcel.${parcel.state}`)}</span>
          </p>
          <p className="parcel-number code">
            {parcel.tracking_number === null
              ? parcel.sscc === null
                ? ''
                : groupedSscc(parcel.sscc)
              : shown(parcel.tracking_number)}
          </p>
          <p className="parcel-facts">
            {[parcel.box, parcel.weight_g === null ? null : formatWeight(language, parcel.weight_g)]
              .filter((fact) => fact !== null)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}
