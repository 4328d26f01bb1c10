import { readScan, type ItemScan } from '../../../src/main/items/match.ts';
import { toLine, type OrderLine } from '../../../src/main/orders/order-data.ts';
import { withDefaults } from '../../../src/main/settings/defaults.ts';
import type { SettingsFile } from '../../../src/main/settings/schema.ts';
import type { Settings } from '../../../src/main/settings/settings.ts';
import { FRIDAY_NOON } from './hand-clock.ts';
import { MUG } from './samples.ts';

/** A line of mugs, unless said otherwise. */
export function orderLine(lineNo: number, more: Partial<OrderLine> = {}): OrderLine {
  const mug = toLine({ ...MUG, line_id: String(lineNo), unit_dimensions_mm: [120, 80, 95] }, lineNo - 1);
  return { ...mug, ...more };
}

/** What a scan says of an item. */
export function itemScan(text: string, more: Partial<ItemScan> = {}): ItemScan {
  const reading = readScan(text, new Date(FRIDAY_NOON));
  if (reading.kind === 'sscc') throw new Error(`${text} is no item`);
  return { ...reading.scan, ...more };
}

export const settingsOf = (file: SettingsFile = {}): Settings =>
  withDefaults(file, '01234567-89ab-4cde-8f01-23456789abcd');
