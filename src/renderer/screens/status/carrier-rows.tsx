import { useFacts } from '../../app/station-context.ts';
import { formatNumber } from '../../i18n/format.ts';
import { useLanguage, useWords } from '../../i18n/words.ts';
import { shown } from '../../look/text-length.ts';
import { FactRows, type FactRow } from './fact-rows.tsx';

/** Carriers that make their labels themselves: what waits for them, and what they refused and why. */
export function CarrierRows() {
  const t = useWords();
  const language = useLanguage();
  const { carriers } = useFacts();
  if (carriers.length === 0) return null;
  const rows = carriers.flatMap(({ name, waiting, because, refused }): FactRow[] => [
    {
      name: shown(name),
      value: t(waiting === 0 ? 'status.carrier_ready' : 'status.carrier_waiting', {
        number: formatNumber(language, waiting),
      }),
      ...(because === null ? {} : { tone: 'look', note: shown(because) }),
    },
    ...refused.map((each) => ({
      name: t('status.carrier_refused'),
      value: `${shown(each.order_id)} · ${each.parcel}`,
      tone: 'bad' as const,
      note: shown(each.because),
    })),
  ]);
  return (
    <>
      <h2>{t('status.carriers')}</h2>
      <FactRows rows={rows} />
    </>
  );
}
