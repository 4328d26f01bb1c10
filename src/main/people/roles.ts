import type { Command } from '../../shared/command-barcodes.ts';
import type { OperatorRole } from '../../shared/people.ts';
import type { SettingsRight } from '../../shared/set-up.ts';

/* Who may do what. Pure: the table in docs/operator.md is made from it. */

export { OPERATOR_ROLES } from '../../shared/people.ts';

/** All that can be done at a station: every command, a scan of goods, and what is done besides the work. */
export type Deed = Command['name'] | 'scan' | 'settings' | 'operators';

/** How much a step decides. Units, and grams. */
export type Stake =
  | { readonly kind: 'short'; readonly units: number; readonly of: number }
  | { readonly kind: 'weight'; readonly offG: number; readonly expectedG: number };

/** Up to where a worker decides alone. */
export interface Limits {
  /** A short of more units, or of a greater share (in per cent) of what was wanted, is a lead's. */
  readonly shortUnits: number;
  readonly shortPct: number;
  /** So is a weight that is further off than the larger of so many grams and so many per cent of what was expected. */
  readonly weightG: number;
  readonly weightPct: number;
  /** Whether printing a paper again, or not printing one that waits, is a lead's. */
  readonly reprints: boolean;
}

export interface Facts {
  readonly limits: Limits;
  readonly stake?: Stake | undefined;
}

/** lead: with a lead's badge; no: not even then. */
export type Verdict = 'yes' | 'lead' | 'no';

/**
 * Whether somebody may do something.
 * @param role null while no operators are set up: then everybody may do everything.
 */
export function may(role: OperatorRole | null, deed: Deed, facts: Facts): Verdict {
  if (role === null || role === 'admin') return 'yes';
  if (deed === 'operators') return 'no';
  return role === 'lead' || !isForLeads(deed, facts) ? 'yes' : 'lead';
}

/** Decisions that want a word why, which the command itself does not bring. */
export const wantsReason = (deed: Deed): boolean => deed === 'release' || deed === 'takeover' || deed === 'settings';

/** What somebody may do with the settings at the window. */
export function settingsRight(role: OperatorRole | null, limits: Limits): SettingsRight {
  if (role === null) return 'free';
  return may(role, 'settings', { limits }) === 'yes' ? 'with_reason' : 'none';
}

export const isLead = (role: OperatorRole): boolean => role !== 'worker';

function isForLeads(deed: Deed, { limits, stake }: Facts): boolean {
  if (deed === 'reprint' || deed === 'noprint') return limits.reprints;
  if (deed === 'short' || deed === 'reason') return stake !== undefined && isAbove(stake, limits);
  return deed === 'release' || deed === 'takeover' || deed === 'settings';
}

function isAbove(stake: Stake, limits: Limits): boolean {
  switch (stake.kind) {
    case 'short':
      return stake.units > limits.shortUnits || stake.units * 100 > limits.shortPct * stake.of;
    case 'weight':
      return stake.offG > Math.max(limits.weightG, (stake.expectedG * limits.weightPct) / 100);
  }
}
