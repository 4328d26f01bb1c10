import type { ParcelView } from '../../shared/views.ts';
import type { Parcel } from './store.ts';

/** A parcel as the screen and the events show it. */
export function parcelView(parcel: Parcel): ParcelView {
  return {
    number: parcel.number,
    sscc: parcel.sscc,
    tracking_number: parcel.tracking_number,
    carrier: parcel.carrier,
    box: parcel.box,
    weight_g: parcel.weight_g,
    state: parcel.state,
  };
}
