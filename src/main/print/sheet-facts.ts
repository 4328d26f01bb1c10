import type { SheetFacts } from '../../shared/sheet-codes.ts';
import type { Settings } from '../settings/settings.ts';
import { FOLDER_PRINTER } from './routing.ts';

/** What the commands on this station's sheets are filled in with. */
export const sheetFacts = ({
  station,
  boxes,
  carriers,
  printers,
  pick,
}: Pick<Settings, 'station' | 'boxes' | 'carriers' | 'printers' | 'pick'>): SheetFacts => ({
  roles: station.roles,
  boxes: boxes.map(({ code, name }) => ({ code, name })),
  carriers: [...carriers].map(([code, { name }]) => ({ code, name })),
  printers: printers.length === 0 ? [FOLDER_PRINTER] : printers.map(({ name }) => name),
  walk_up_to: pick.maxOrders,
});
