import type { View } from '../../src/shared/views.ts';

/** The next scan of the open job, as the screen asks for it; undefined when there is none. */
export function nextScan(view: View): string | undefined {
  if (view.kind === 'pick') return view.bin_confirmed ? (view.line?.gtin ?? undefined) : view.line?.bin;
  if (view.kind === 'ship')
    return view.expect.includes('label') ? (view.parcels[view.parcel - 1]?.sscc ?? undefined) : 'PS:HANDOVER';
  if (view.kind !== 'pack' || view.expect.includes('order')) return undefined;
  return view.expect.includes('item') ? (view.line?.gtin ?? undefined) : 'PS:DONE';
}
