import type { Parcel } from '../../../src/main/parcels/store.ts';
import { openParcel } from '../../../src/main/parcels/store.ts';
import { decidePack, type PackAction, type PackDecision } from '../../../src/main/pack/rules.ts';
import type { PackLine, PackState } from '../../../src/main/pack/state.ts';
import { itemScan, orderLine, settingsOf } from './lines.ts';

export function packLine(lineNo: number, more: Partial<PackLine> = {}): PackLine {
  const item = more.item ?? orderLine(lineNo);
  return { item, picked: item.quantity, units: [], short: 0, packed: new Map<number, number>(), ...more };
}

export const parcel = (number: number, more: Partial<Parcel> = {}): Parcel => ({
  ...openParcel('ORD-1', number),
  ...more,
});

export const packState = (lines: readonly PackLine[], parcels: readonly Parcel[] = [parcel(1)]): PackState => ({
  orderId: 'ORD-1',
  lines,
  parcels,
});

export const item = (text: string): PackAction => ({ kind: 'item', scan: itemScan(text) });
export const weight = (grams: number): PackAction => ({ kind: 'weight', grams, source: 'typed' });

/** What each action was answered, and what was so at the end. */
export function playPack(
  from: PackState,
  actions: readonly PackAction[],
  rules = settingsOf(),
): { codes: string[]; state: PackState; last: PackDecision | undefined } {
  let state = from;
  let last: PackDecision | undefined;
  const codes = actions.map((action) => {
    last = decidePack(state, action, rules);
    if (last.ok) ({ state } = last);
    return last.code;
  });
  return { codes, state, last };
}
