import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleCode } from '../../shared/contract.ts';
import type { OrderLine } from '../orders/order-data.ts';
import { orderStore } from '../orders/store.ts';
import { parcelStore, type Parcel } from '../parcels/store.ts';
import type { OpenStation } from '../station/open-station.ts';
import { homeFolder } from './home-folder.ts';

/** The `source` of every event of the sample shift: by it a folder is known to have one. */
const SOURCE = 'urn:example:shop';
/** The `source` of what `pickspan upstream` sends, which is for trying out just the same. */
const UPSTREAM_SOURCE = 'urn:pickspan:upstream';
const FILE = join('resources', 'orders', 'sample.jsonl');

/** Takes the sample orders in where the folder has no orders at all. @returns whether it did. */
export function loadSampleShift({ db, intake }: Pick<OpenStation, 'db' | 'intake'>): boolean {
  if (db.prepare(`SELECT 1 FROM orders LIMIT 1`).get() !== undefined) return false;
  intake(readFileSync(join(homeFolder(), FILE), 'utf8'), SOURCE);
  return true;
}

export interface SampleShift {
  readonly isLoaded: () => boolean;
  /** What to scan, in this order, to finish the first sample order that is under way; empty without a shift. */
  readonly codes: () => readonly SampleCode[];
}

export function sampleShift({ db, settings }: Pick<OpenStation, 'db' | 'settings'>): SampleShift {
  const orders = orderStore(db);
  const parcels = parcelStore(db);
  const loaded = db.prepare<string[]>(`SELECT 1 FROM events_in WHERE source IN (?, ?) LIMIT 1`);
  const next = db.prepare<string[], { order_id: string }>(
    `SELECT o.order_id FROM events_in e JOIN orders o ON o.order_id = e.order_id
      WHERE e.source IN (?, ?) AND e.type = 'order.created' AND o.state NOT IN ('dispatched', 'cancelled', 'handed_over')
      ORDER BY e.seq LIMIT 1`,
  );
  return {
    isLoaded: () => loaded.get(SOURCE, UPSTREAM_SOURCE) !== undefined,
    codes() {
      const order = next.get(SOURCE, UPSTREAM_SOURCE);
      if (order === undefined) return [];
      const lines = orders.lines(order.order_id).filter(({ quantity }) => quantity > 0);
      const [box] = settings.boxes;
      return [
        { label: 'w1', code: 'PS:OP:w1', kind: 'badge' },
        command('PS:PICK'),
        ...walk(lines).flatMap(toPick),
        command('PS:PACK'),
        ...(box === undefined ? [] : [{ label: box.name, code: `PS:BOX:${box.code}`, kind: 'command' } as const]),
        ...lines.flatMap(toPack),
        command('PS:DONE'),
        command('PS:SHIP'),
        ...parcels.ofOrder(order.order_id).flatMap(toShip),
        command('PS:HANDOVER'),
      ];
    },
  };
}

const command = (code: string): SampleCode => ({ label: code, code, kind: 'command' });

/** Bin after bin, as the station leads. */
const walk = (lines: readonly OrderLine[]): OrderLine[] => lines.toSorted((a, b) => (a.bin < b.bin ? -1 : 1));

const itemOf = (line: OrderLine): SampleCode => ({
  label: line.name,
  code: line.gtin ?? line.sku ?? line.productId ?? '',
  kind: 'item',
});

/** A lot, serial or date that no label of a sample carries is given by its command. */
function toPick(line: OrderLine): SampleCode[] {
  const details = [
    ...(line.lotRequired ? [command('PS:LOT:L42')] : []),
    ...(line.serialRequired ? [command('PS:SERIAL:SN-1001')] : []),
    ...(line.expiryRequired ? [command('PS:EXPIRY:2030-12-31')] : []),
  ];
  return [{ label: line.bin, code: line.bin, kind: 'bin' }, ...units(line, details)];
}

const toPack = (line: OrderLine): SampleCode[] => units(line, []);

/** Each unit by itself. */
const units = (line: OrderLine, details: readonly SampleCode[]): SampleCode[] =>
  Array.from({ length: line.quantity }).flatMap(() => [itemOf(line), ...details]);

const toShip = ({ tracking_number, number }: Parcel): SampleCode[] =>
  tracking_number === null ? [] : [{ label: `Label ${number}`, code: tracking_number, kind: 'order' }];
