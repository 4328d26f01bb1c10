import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsOf, type Invariant, type Witness } from './witness.ts';

/** Wherever a number is on paper, on the screen or told to others, with the parcel it stands for. */
const USES = `
  SELECT sscc AS number, order_id || ' ' || number AS parcel FROM parcels WHERE sscc IS NOT NULL
  UNION SELECT tracking_number, order_id || ' ' || number FROM parcels WHERE tracking_number IS NOT NULL
  UNION SELECT data ->> '$.parcel.sscc', order_id || ' ' || parcel FROM print_jobs WHERE data ->> '$.parcel.sscc' IS NOT NULL
  UNION SELECT data ->> '$.parcel.tracking_number', order_id || ' ' || parcel FROM print_jobs WHERE data ->> '$.parcel.tracking_number' IS NOT NULL
  UNION SELECT p.value ->> '$.sscc', e.subject || ' ' || (p.value ->> '$.number') FROM events_out e, json_each(e.data, '$.parcels') p WHERE p.value ->> '$.sscc' IS NOT NULL
  UNION SELECT p.value ->> '$.tracking_number', e.subject || ' ' || (p.value ->> '$.number') FROM events_out e, json_each(e.data, '$.parcels') p WHERE p.value ->> '$.tracking_number' IS NOT NULL`;

/** A number belongs to one parcel for ever, and both places that remember the highest one know of it. */
export const numbersOnce: Invariant = {
  name: 'no number is given twice',
  breaches(witness) {
    const owner = new Map<string, string>();
    const breaches: string[] = [];
    for (const { number, parcel } of rowsOf<{ number: string; parcel: string }>(witness.db, USES)) {
      const known = owner.get(number);
      if (known !== undefined && known !== parcel) breaches.push(`${number} is on ${known} and on ${parcel}`);
      owner.set(number, parcel);
    }
    return [...breaches, ...beyondHighest(witness, [...owner.keys()])];
  },
};

/** Serials of the trying-out formats: an SSCC under 952, and the house carrier's HL numbers. */
function beyondHighest({ db, folder }: Witness, numbers: readonly string[]): string[] {
  const file = join(folder, 'numbers.json');
  const ledger = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { highest: Record<string, number> }).highest
    : {};
  const table = new Map(
    rowsOf<{ kind: string; highest: number }>(db, 'SELECT kind, highest FROM number_series').map((row) => [
      row.kind,
      row.highest,
    ]),
  );
  /** A series is named by its kind, its form and where its range begins. */
  const highestOf = (kind: string): number =>
    Math.max(-1, ...[...table].filter(([series]) => series.startsWith(`${kind} `)).map(([, highest]) => highest));
  const used = numbers.flatMap((number): [string, number][] => {
    if (/^\d952\d{14}$/.test(number)) return [['sscc', Number(number.slice(4, 17))]];
    return /^HL\d{14}$/.test(number) ? [['tracking:house', Number(number.slice(2, 15))]] : [];
  });
  const beyond = used.flatMap(([kind, serial]) => {
    const known = highestOf(kind);
    return serial > known ? [`${kind} ${serial} is above ${known}, the highest that the database knows`] : [];
  });
  const behind = [...table].flatMap(([kind, highest]) =>
    (ledger[kind] ?? -1) < highest ? [`numbers.json knows of ${kind} only up to ${ledger[kind] ?? 'none'}`] : [],
  );
  return [...beyond, ...behind];
}
