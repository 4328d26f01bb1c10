import type { Hotkey } from '../../shared/command-list.ts';
import type { IconName } from '../components/icon.tsx';

/* What is shown beside the work: pages for who wants to look, never in the way of a scan. */

/** The pages that can be gone to by name; journey and paper are gone to from an order, set-up from the settings. */
export type PageName = 'orders' | 'status' | 'figures' | 'settings' | 'sheets' | 'people';
export type Page = 'work' | 'journey' | 'paper' | 'setup' | PageName;

export interface Place {
  readonly page: Page;
  /** Whose journey or paper is shown. */
  readonly order: string | null;
  /** Which paper, by its number in the print queue; null: the newest of the order. */
  readonly paper: number | null;
  /** What waits for this printer, in place of an order's paper. */
  readonly printer: string | null;
  /** The page that was looked at last: where `More` goes. */
  readonly last: PageName;
  /** Whose badges the sheets show when they are opened. */
  readonly badges: readonly string[];
  /** The codes of the sample shift stand beside the work. */
  readonly samples: boolean;
}

export type Move =
  | { readonly to: 'work' | 'more' | 'samples' | 'setup' | PageName }
  | { readonly to: 'badges'; readonly ids: readonly string[] }
  | { readonly to: 'journey'; readonly order: string }
  | { readonly to: 'paper'; readonly order: string | null; readonly paper: number | null }
  | { readonly to: 'waiting'; readonly printer: string };

interface PageDefinition {
  readonly name: PageName | 'samples';
  readonly hotkey: Hotkey;
  readonly icon: IconName;
}

/** In the order of their buttons. */
export const PAGES: readonly PageDefinition[] = [
  { name: 'orders', hotkey: 'F2', icon: 'order' },
  { name: 'status', hotkey: 'F3', icon: 'station' },
  { name: 'settings', hotkey: 'F4', icon: 'settings' },
  { name: 'sheets', hotkey: 'F6', icon: 'printer' },
  { name: 'figures', hotkey: 'F9', icon: 'figures' },
  { name: 'people', hotkey: 'F10', icon: 'people' },
  { name: 'samples', hotkey: 'F7', icon: 'scan' },
];

/** Opens the pages from the work, and closes them again. */
export const MORE_KEY = 'F12';

export const startPlace = (samples: boolean): Place => ({
  page: 'work',
  order: null,
  paper: null,
  printer: null,
  last: 'orders',
  badges: [],
  samples,
});

/** Where a move leads. */
export function go(place: Place, move: Move): Place {
  switch (move.to) {
    case 'work':
      // Every scan brings the work back: where it is there already, nothing is drawn anew.
      return place.page === 'work' ? place : { ...place, page: 'work' };
    case 'more':
      return { ...place, page: place.page === 'work' ? place.last : 'work' };
    case 'samples':
      return { ...place, page: 'work', samples: place.page === 'work' ? !place.samples : true };
    case 'setup':
      return { ...place, page: 'setup' };
    case 'journey':
      return { ...place, page: 'journey', order: move.order };
    case 'paper':
      return { ...place, page: 'paper', order: move.order, paper: move.paper, printer: null };
    case 'waiting':
      return { ...place, page: 'paper', order: null, paper: null, printer: move.printer };
    case 'badges':
      return { ...place, page: 'sheets', badges: move.ids };
    case 'orders':
    case 'status':
    case 'figures':
    case 'settings':
    case 'sheets':
    case 'people':
      return { ...place, page: move.to, last: move.to, badges: [] };
  }
}
