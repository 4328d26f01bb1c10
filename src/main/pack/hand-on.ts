import type { Refusal } from '../exchange/envelope.ts';
import type { AtHand } from '../orders/events-out.ts';
import type { HandedOn } from '../orders/handed-on.ts';
import type { OrderLine } from '../orders/order-data.ts';
import type { OrderStore } from '../orders/store.ts';
import { openParcel, type Parcel, type ParcelStore } from '../parcels/store.ts';
import { parcelView } from '../parcels/view.ts';
import { newPick, type PickedUnits } from '../pick/state.ts';
import type { PickStore } from '../pick/store.ts';

/*
 * The goods of an order, as one station of the floor hands them to the next: what was picked, the tote it lies in, the
 * parcels it is in.
 */

interface GoodsParts {
  readonly orders: OrderStore;
  readonly picks: PickStore;
  readonly parcels: ParcelStore;
}

export type HandOn = ReturnType<typeof createHandOn>;

export function createHandOn(parts: GoodsParts) {
  return {
    /** For the events out: what whoever goes on with the order must know of its goods. */
    tell: (orderId: string, order: ToldOrder): Record<string, unknown> => goodsOf(parts, orderId, order),
    /** A number on a label is one parcel's: one that another parcel has here is a mix-up that somebody must look at. */
    refuses: (handedOn: HandedOn, path: string): Refusal | undefined => refusesGoods(parts, handedOn, path),
    /** Puts the goods here as they were handed on. What this station itself picked it knows already. */
    take: (handedOn: HandedOn, nowMs: number): void => takeGoods(parts, handedOn, nowMs),
  };
}

interface ToldOrder {
  readonly lines: readonly OrderLine[];
  readonly tote: string | null;
  readonly picked: AtHand['picked'];
}

function goodsOf({ picks, parcels }: GoodsParts, orderId: string, order: ToldOrder): Record<string, unknown> {
  const { lines, tote, picked = picks.pickedOf(orderId) } = order;
  const nameOf = (lineNo: number): string | undefined => lines.find((line) => line.lineNo === lineNo)?.lineId;
  // A line that an update has taken out is not among the order's items: nothing is told of it here either.
  const isWanted = (lineNo: number): boolean => lines.some((line) => line.lineNo === lineNo && line.quantity > 0);
  const packed = parcels.ofOrder(orderId);
  const items = packed.length === 0 ? [] : parcels.itemsOf(orderId);
  return {
    ...(picked === undefined
      ? {}
      : {
          picked: [...picked]
            .filter(([lineNo]) => isWanted(lineNo))
            .map(([lineNo, { units, shortReason }]) => ({
              line_id: nameOf(lineNo),
              ...(shortReason === null ? {} : { short_reason: shortReason }),
              units,
            })),
        }),
    ...(tote === null ? {} : { tote }),
    ...(packed.length === 0
      ? {}
      : {
          parcels: packed.map((parcel) => ({
            ...parcelView(parcel),
            ...(parcel.estimated_delivery === null ? {} : { estimated_delivery: parcel.estimated_delivery }),
            items: items
              .filter(({ number }) => number === parcel.number)
              .map(({ line_no, quantity }) => ({ line_id: nameOf(line_no), quantity })),
          })),
        }),
  };
}

function refusesGoods({ parcels }: GoodsParts, handedOn: HandedOn, path: string): Refusal | undefined {
  for (const [index, { sscc, tracking_number: tracking }] of (handedOn.parcels ?? []).entries()) {
    const holder = (sscc ? parcels.bySscc(sscc) : undefined) ?? (tracking ? parcels.byTracking(tracking) : undefined);
    if (holder === undefined || holder.order_id === handedOn.order_id) continue;
    const message = `A parcel of order ${holder.order_id} has this number.`;
    return { reason: 'number_taken', path: `${path}.parcels[${index}]`, message };
  }
  return undefined;
}

function takeGoods({ orders, picks, parcels }: GoodsParts, handedOn: HandedOn, nowMs: number): void {
  const { order_id: orderId, tote } = handedOn;
  const lines = orders.lines(orderId);
  if (handedOn.picked && picks.pickedOf(orderId) === undefined) takePicked(picks, lines, handedOn, nowMs);
  if (tote && orders.byTote(tote) === undefined) orders.setTote(orderId, tote);
  for (const told of handedOn.parcels ?? []) {
    const parcel: Parcel = {
      ...openParcel(orderId, told.number),
      state: told.state === 'open' ? 'open' : 'closed',
      box: told.box ?? null,
      weight_g: told.weight_g ?? null,
      sscc: told.sscc ?? null,
      carrier: told.carrier ?? null,
      tracking_number: told.tracking_number ?? null,
      closed_ms: nowMs,
    };
    parcels.put(parcel);
    for (const { line_id, quantity } of told.items ?? []) {
      const line = lines.find(({ lineId }) => lineId === line_id);
      if (line !== undefined) parcels.setItem(orderId, told.number, line.lineNo, quantity);
    }
  }
}

function takePicked(picks: PickStore, lines: readonly OrderLine[], handedOn: HandedOn, nowMs: number): void {
  const told = new Map((handedOn.picked ?? []).map((line) => [line.line_id, line]));
  const walk = newPick(handedOn.order_id, lines, nowMs);
  picks.save(undefined, {
    ...walk,
    lineNo: null,
    lines: walk.lines.map((line) => {
      const picked = told.get(line.item.lineId);
      const units = (picked?.units ?? []).map(({ quantity, lot, serial, expiry, bin }): PickedUnits => ({
        quantity,
        lot: lot ?? null,
        serial: serial ?? null,
        expiry: expiry ?? null,
        ...(bin ? { bin } : {}),
      }));
      const shortReason = picked?.short_reason ?? null;
      return { ...line, state: shortReason === null ? 'done' : 'short', shortReason, startedMs: null, units };
    }),
  });
}
