import { keep } from '../retention/keeper.ts';
import type { Background } from './background.ts';
import type { HeldStation } from './hold.ts';
import { complain } from './output.ts';

/** Removes what is old, and keeps the database small, while the station runs. */
export function startRetention(held: HeldStation): Promise<Background> {
  return Promise.resolve(keep(held.retention, (line) => complain(`pickspan: ${line}`)));
}
