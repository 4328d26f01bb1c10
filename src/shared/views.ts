/*
 * What the screen shows: the whole of it, after every input. Both sides of the wire agree on this file.
 * Quantities are in units (single items), weights in grams.
 */

/** What the station waits for, so that a worker who cannot read the language sees which hand moves next. */
export type Expectation =
  | 'badge'
  | 'pin'
  | 'command'
  | 'order'
  | 'bin'
  | 'item'
  | 'lot'
  | 'serial'
  | 'expiry'
  | 'box'
  | 'weight'
  | 'label'
  | 'reason'
  | 'tote';

export interface LineView {
  readonly line_id: string;
  readonly sku: string | null;
  readonly gtin: string | null;
  readonly name: string;
  readonly bin: string;
  readonly quantity: number;
  readonly done: number;
  readonly image_url: string | null;
  readonly zone: string | null;
  /** What the label of the unit last taken said; null where it said nothing. */
  readonly taken: UnitDetails | null;
}

/** Lot, serial and expiry (ISO date) of a unit. */
export interface UnitDetails {
  readonly lot: string | null;
  readonly serial: string | null;
  readonly expiry: string | null;
}

/** One line of the job in a list: enough for the progress column, whole for the line at hand. */
export interface LineProgress {
  readonly line_id: string;
  readonly bin: string;
  readonly name: string;
  readonly quantity: number;
  readonly done: number;
  readonly state: 'open' | 'done' | 'short';
}

export type ParcelState = 'open' | 'closed' | 'proven' | 'handed_over';

export interface ParcelView {
  readonly number: number;
  readonly sscc: string | null;
  readonly tracking_number: string | null;
  readonly carrier: string | null;
  readonly box: string | null;
  readonly weight_g: number | null;
  readonly state: ParcelState;
}

interface AnyView {
  /** The id of whoever is signed in. */
  readonly operator: string | null;
  readonly expect: readonly Expectation[];
  /** One sentence: the next action. */
  readonly say: string;
  readonly progress: { readonly done: number; readonly total: number };
}

/** What comes next of a stage, as its command would open it. */
export interface NextOrder {
  readonly order_id: string;
  readonly ship_by: string | null;
  readonly priority: number;
}

export interface Named {
  readonly code: string;
  readonly name: string;
}

/** A box and how many of it. */
export interface SuggestedBox extends Named {
  readonly count: number;
  /** Inner length, width and height. */
  readonly inner_mm: readonly [number, number, number];
}

interface JobView extends AnyView {
  readonly order_id: string;
  /** ISO 8601 UTC. */
  readonly ship_by: string | null;
  /** Higher is first; 0 is an ordinary order. */
  readonly priority: number;
  readonly line: LineView | null;
}

/** Where the walk is: the list of lines may be cut, these numbers are not. */
interface WalkView extends JobView {
  readonly bin_confirmed: boolean;
  readonly place: { readonly line: number; readonly of: number };
  readonly lines: readonly LineProgress[];
}

/** An order on a walk with others: its place on the cart. */
export interface SlotView {
  /** From 1; on the screen and in sentences A is the first. */
  readonly slot: number;
  readonly order_id: string;
  readonly tote: string | null;
  /** closed: its order was cancelled or is another station's; what lies there goes back. */
  readonly state: 'open' | 'done' | 'closed';
  /** In units. */
  readonly done: number;
  readonly total: number;
}

/** Several orders in one walk. */
export interface BatchView {
  readonly id: string;
  /** How many orders began on it. */
  readonly size: number;
  readonly slots: readonly SlotView[];
  /** Of the line at hand. */
  readonly slot: number;
  /** What is still to be taken of the item at hand in its bin, slot by slot. */
  readonly here: readonly { readonly slot: number; readonly left: number }[];
}

interface BenchView extends JobView {
  /** The box of the parcel in hand: scanned, else the suggested one. */
  readonly box: string | null;
  readonly box_name: string | null;
  /** False while the box is only suggested. */
  readonly box_chosen: boolean;
  /** The parcel in hand; null where none is being filled. */
  readonly filling: {
    readonly number: number;
    readonly units: number;
    /** Null where the weight of a unit is not known. */
    readonly expected_weight_g: number | null;
    readonly weight_g: number | null;
  } | null;
  readonly parcels: readonly ParcelView[];
}

/** A piece of paper of which nobody knows whether it came out of its printer. */
export interface PaperInQuestion {
  readonly document: string;
  readonly order_id: string | null;
  readonly parcel: number | null;
  readonly copy: number;
  readonly printer: string;
  readonly tracking_number: string | null;
  /** Of its parcel, 18 digits. */
  readonly sscc: string | null;
  /** It did not come out: is it to be printed again? */
  readonly said_no: boolean;
}

/** What a worker does not decide alone. */
export type LeadMatter = 'short' | 'weight' | 'reprint' | 'noprint' | 'release' | 'takeover';

export type View =
  /** `asked`: the name of whoever's badge was scanned and whose PIN is still to come. */
  | (AnyView & { readonly kind: 'signin'; readonly asked: string | null })
  | (AnyView & {
      readonly kind: 'home';
      /** Orders that wait here, by the work they wait for. */
      readonly waiting: { readonly pick: number; readonly pack: number; readonly ship: number; readonly held: number };
      /** Orders whose units have to go back to their bins. */
      readonly put_back: readonly { readonly order_id: string; readonly units: number }[];
      /** Orders that wait for a lead: short, in conflict with another station, or not to be shipped before one has looked. */
      readonly for_lead: readonly {
        readonly order_id: string;
        readonly question: 'short' | 'conflict' | 'unanswered';
      }[];
      readonly put_down: readonly {
        readonly order_id: string;
        readonly stage: string;
        readonly operator: string | null;
      }[];
      /** Of those that wait, how many should have left by now. */
      readonly late: number;
      readonly next: {
        readonly pick: NextOrder | null;
        readonly pack: NextOrder | null;
        readonly ship: NextOrder | null;
      };
      /** Walks that another system proposes, the most urgent first: the scan of its id opens one. `late` of those `ready`. */
      readonly walks: readonly {
        readonly batch_id: string;
        readonly orders: number;
        readonly ready: number;
        readonly late: number;
        readonly ship_by: string | null;
      }[];
      /** With how many orders a walk may be opened. */
      readonly walk_up_to: number;
      /** Proved parcels that wait for their carrier. */
      readonly piles: readonly { readonly carrier: string; readonly name: string; readonly parcels: number }[];
    })
  | (WalkView & {
      readonly kind: 'pick';
      /** Of the order at hand. */
      readonly tote: string | null;
      /** Null for a pick of one order; else `progress`, `place` and `lines` are of the whole walk. */
      readonly batch: BatchView | null;
    })
  | (WalkView & { readonly kind: 'putback' })
  | (BenchView & {
      readonly kind: 'pack';
      readonly lines: readonly LineProgress[];
      readonly boxes: readonly Named[];
      /** What would do for the units that still want a box; empty where nobody can say. */
      readonly suggested: readonly SuggestedBox[];
      /** The last parcel is closed: numbers and paper stay in sight until the next scan, no job is open. */
      readonly closed: boolean;
    })
  | (BenchView & { readonly kind: 'ship'; readonly parcel: number; readonly carrier: Named | null })
  | (BenchView & { readonly kind: 'question'; readonly question: 'weight' | 'short' })
  | (BenchView & {
      readonly kind: 'question';
      /** conflict: another station has the order; unanswered: it had it before, and may have shipped it. */
      readonly question: 'conflict' | 'unanswered';
      readonly other_station: string;
    })
  | (AnyView & {
      readonly kind: 'question';
      readonly question: 'lead';
      readonly order_id: string | null;
      readonly matter: LeadMatter;
      /** The lead whose badge was scanned and whose PIN is still to come. */
      readonly asked: string | null;
    })
  | (AnyView & {
      readonly kind: 'question';
      readonly question: 'label';
      readonly in_job: false;
      readonly paper: PaperInQuestion;
    })
  | (BenchView & {
      readonly kind: 'question';
      readonly question: 'label';
      readonly in_job: true;
      readonly paper: PaperInQuestion;
    });
