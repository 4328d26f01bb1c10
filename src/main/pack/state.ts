import type { WorkDone } from '../audit/step.ts';
import type { OrderLine } from '../orders/order-data.ts';
import type { Parcel } from '../parcels/store.ts';
import type { PickedUnits } from '../pick/state.ts';

/** A line at the packing bench: what was picked of it, what is in boxes, what was released as missing there. */
export interface PackLine {
  readonly item: OrderLine;
  readonly picked: number;
  /** The units as they were picked, where they were picked at this station: lots and serials to hold against a scan. */
  readonly units: readonly PickedUnits[];
  readonly short: number;
  /** Units by parcel number. */
  readonly packed: ReadonlyMap<number, number>;
}

export interface PackState {
  readonly orderId: string;
  readonly lines: readonly PackLine[];
  /** In the order of their numbers; the last one is open while the order is being packed. */
  readonly parcels: readonly Parcel[];
}

export function packedOf(line: PackLine): number {
  let sum = 0;
  for (const units of line.packed.values()) sum += units;
  return sum;
}

export const missingOf = (line: PackLine): number => line.picked - line.short - packedOf(line);

/** Lines all of which is in boxes, and units that came into them, between two states of a pack. */
export function packWork(before: PackState, after: PackState): WorkDone {
  const whole = ({ lines }: PackState): number =>
    lines.filter((line) => packedOf(line) > 0 && missingOf(line) === 0).length;
  const packed = ({ lines }: PackState): number => lines.reduce((sum, line) => sum + packedOf(line), 0);
  return { lines: whole(after) - whole(before), units: packed(after) - packed(before) };
}

export const unitsIn = (state: PackState, parcel: number): number =>
  state.lines.reduce((sum, line) => sum + (line.packed.get(parcel) ?? 0), 0);

export const currentParcel = (state: PackState): Parcel | undefined =>
  state.parcels.find(({ state: is }) => is === 'open');

export function withPackLine(state: PackState, line: PackLine): PackState {
  return { ...state, lines: state.lines.map((other) => (other.item.lineNo === line.item.lineNo ? line : other)) };
}

export function withParcel(state: PackState, parcel: Parcel): PackState {
  return { ...state, parcels: state.parcels.map((other) => (other.number === parcel.number ? parcel : other)) };
}
