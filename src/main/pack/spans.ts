import type { LooseAttributes } from '../trace/attributes.ts';
import { unitsIn, type PackState } from './state.ts';

/** What `warehouse.pack` says besides what every span says. */
export function packAttributes({ parcels, ...state }: PackState, outcome: string): LooseAttributes {
  const boxes = parcels.map(({ box }) => box ?? '');
  const grams = parcels.reduce((sum, parcel) => sum + (parcel.weight_g ?? 0), 0);
  const sources = new Set(parcels.map(({ weight_source: source }) => source));
  return {
    'pack.box_size': boxes[0],
    'pack.box_sizes': boxes.length > 1 ? boxes : undefined,
    'pack.weight_kg': grams / 1000,
    // Of several parcels the least certain source is the one to believe the sum by.
    'pack.weight_source': (['expected', 'typed', 'scale'] as const).find((source) => sources.has(source)),
    'pack.item_count': parcels.reduce((sum, { number }) => sum + unitsIn({ ...state, parcels }, number), 0),
    'pack.parcel_count': parcels.length,
    'stage.outcome': outcome,
  };
}
