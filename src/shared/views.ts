/*
 * What the screen shows: the whole of it, after every input. Both sides of the wire agree on this file.
 * Quantities are in units (single items), weights in grams.
 */

/** What the station waits for, so that a worker who cannot read the language sees which hand moves next. */
export type Expectation =
  | 'badge'
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

interface JobView extends AnyView {
  readonly order_id: string;
  readonly line: LineView | null;
}

interface BenchView extends JobView {
  readonly box: string | null;
  readonly parcels: readonly ParcelView[];
}

export type View =
  | (AnyView & { readonly kind: 'signin' })
  | (AnyView & {
      readonly kind: 'home';
      /** Orders that wait here, by the work they wait for. */
      readonly waiting: { readonly pick: number; readonly pack: number; readonly ship: number; readonly held: number };
      /** Orders whose units have to go back to their bins. */
      readonly put_back: readonly { readonly order_id: string; readonly units: number }[];
      readonly put_down: readonly {
        readonly order_id: string;
        readonly stage: string;
        readonly operator: string | null;
      }[];
    })
  | (JobView & {
      readonly kind: 'pick';
      readonly bin_confirmed: boolean;
      readonly tote: string | null;
      readonly lines: readonly LineProgress[];
    })
  | (JobView & {
      readonly kind: 'putback';
      readonly bin_confirmed: boolean;
      readonly lines: readonly LineProgress[];
    })
  | (BenchView & { readonly kind: 'pack'; readonly lines: readonly LineProgress[] })
  | (BenchView & { readonly kind: 'ship'; readonly parcel: number })
  | (BenchView & { readonly kind: 'question'; readonly question: 'weight' | 'short' });
