import type { View } from '../../shared/views.ts';
import { BigCode } from '../components/big-code.tsx';
import { groupedSscc, ParcelList } from '../components/parcel-list.tsx';
import { ProgressColumn } from '../components/progress-column.tsx';
import { Stage } from '../components/stage.tsx';
import { Tile } from '../components/tile.tsx';
import { formatNumber, formatWeight } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';
import './bench.css';

/** A parcel at the shipping bench: first its label on it, then to its carrier. */
export function ShipScreen({ view }: { readonly view: Extract<View, { kind: 'ship' }> }) {
  const t = useWords();
  const language = useLanguage();
  const { parcels, progress, carrier } = view;
  const parcel = parcels.find(({ number }) => number === view.parcel);
  const { sscc = null, tracking_number: trackingNumber = null, weight_g: weight = null } = parcel ?? {};
  const number = (value: number): string => formatNumber(language, value);
  const tracking = trackingNumber ?? sscc ?? t('ship.no_number');
  const carrierName = carrier === null ? '–' : shown(carrier.name);
  const isProven = parcel?.state === 'proven';
  return (
    <>
      <Stage
        view={view}
        where={t('stage.parcel', { stage: t('stage.ship'), line: String(view.parcel), of: number(parcels.length) })}
      >
        {isProven ? (
          <BigCode words code={carrierName} caption={t('ship.carrier')} />
        ) : (
          <BigCode code={tracking} caption={t('ship.label', { number: String(view.parcel) })} />
        )}
        <div className="bench-facts">
          {isProven ? (
            <Tile icon="check" caption={t('parcel.proven')} value={shown(tracking)} isCode />
          ) : (
            <Tile icon="carrier" caption={t('ship.carrier')} value={carrierName} />
          )}
          <Tile
            icon="box"
            caption={t('pack.box')}
            value={view.box === null ? '–' : shown(view.box_name ?? view.box)}
            note={weight === null ? undefined : formatWeight(language, weight)}
          />
          <Tile
            icon="label"
            caption={t('ship.sscc')}
            value={sscc === null ? t('ship.no_number') : groupedSscc(sscc)}
            isCode
          />
        </div>
      </Stage>
      <ProgressColumn
        title={view.order_id}
        progress={progress}
        hasPaper
        words={t('progress.parcels', { done: number(progress.done), total: number(progress.total) })}
      >
        <ParcelList parcels={parcels} current={view.parcel} />
      </ProgressColumn>
    </>
  );
}
