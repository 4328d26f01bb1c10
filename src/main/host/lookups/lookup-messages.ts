import type { Found } from '../../../shared/contract.ts';
import type { DayFigures } from '../../../shared/figures.ts';
import type { Facts } from '../../../shared/facts.ts';
import type { JourneyScreen } from '../../../shared/journey.ts';
import type { Papers } from '../../../shared/papers.ts';
import type { People } from '../../../shared/people.ts';
import type { FoundOrder, RefusedInput } from '../../../shared/lookups.ts';
import type { CheckName, Finding, SettingsScreen } from '../../../shared/set-up.ts';
import type { SheetFacts } from '../../../shared/sheet-codes.ts';
import type { OrderQuestion } from './order-search.ts';
import type { PaperQuestion } from './paper-list.ts';
import type { SyncSituation } from './sync-state.ts';

/* What the station's thread and the one that looks things up say to each other. */

export interface LookupStart {
  readonly task: 'pickspan lookups';
  readonly folder: string;
  readonly version: string;
  /** Where spans go, as the station's thread has read it. */
  readonly endpoint: SyncSituation['endpoint'];
}

/** What can be asked, and what is answered. */
export interface Lookups {
  readonly orders: (question: OrderQuestion) => Found<FoundOrder>;
  readonly refused: (question: { readonly before?: number | undefined }) => Found<RefusedInput>;
  readonly journey: (question: { readonly order_id: string }) => JourneyScreen | null;
  readonly figures: (question: Record<string, never>) => DayFigures;
  readonly people: (question: Record<string, never>) => People;
  readonly papers: (question: PaperQuestion) => Papers;
  readonly sheet: (question: Record<string, never>) => SheetFacts;
  readonly facts: (question: Record<string, never>) => Facts;
  readonly settings: (question: Record<string, never>) => SettingsScreen | { readonly problem: string };
  readonly check: (question: { readonly checks: readonly CheckName[] }) => Promise<Finding[]>;
}

export type ToLookup = {
  [Name in keyof Lookups]: { readonly ask: Name; readonly input: Parameters<Lookups[Name]>[0] };
}[keyof Lookups];

/** Whether a thread was started to look things up. */
export function isLookupStart(data: unknown): data is LookupStart {
  return typeof data === 'object' && data !== null && 'task' in data && data.task === 'pickspan lookups';
}
