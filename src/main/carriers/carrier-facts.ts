import type { Database } from 'better-sqlite3';
import type { CarrierFacts } from '../../shared/facts.ts';
import type { Settings } from '../settings/settings.ts';
import { labelStore } from './label-store.ts';

const REFUSED_SHOWN = 5;

/** How the carriers stand that make their labels themselves, from a connection that may only look. */
export function carrierFacts(db: Database): (carriers: Settings['carriers']) => CarrierFacts[] {
  const labels = labelStore(db);
  return (carriers) =>
    [...carriers]
      .filter(([, { adapter }]) => adapter !== undefined)
      .map(([carrier, { name }]) => ({
        carrier,
        name,
        waiting: labels.waiting(carrier),
        because: labels.because(carrier),
        refused: labels.refused(carrier, REFUSED_SHOWN),
      }));
}
