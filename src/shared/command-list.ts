import type { Facts } from './facts.ts';
import type { View } from './views.ts';

/*
 * What a worker may ask for by hand. One definition makes the button, the hotkey and the printed barcode. Whether a
 * command is possible is the station's to decide; `offer` only says what is worth showing now.
 */

/** F5 reloads a browser's page, F8 is a scanner's group separator, F11 and F12 are the browser's own. */
export type Hotkey = 'F1' | 'F2' | 'F3' | 'F4' | 'F6' | 'F7' | 'F9' | 'F10' | 'Insert' | 'Escape';

/** What has to be known before the command can be sent. */
export type Asks =
  | 'code'
  | 'short'
  | 'quantity'
  | 'weight'
  | 'box'
  | 'reason'
  | 'carrier'
  | 'language'
  | 'tote'
  | 'lot'
  | 'serial'
  | 'expiry'
  | 'reprint'
  | 'printer'
  | 'walk'
  | 'more';

/** no: not of this screen; later: of this screen, not possible yet; yes; next: what the station waits for. */
export type Offer = 'no' | 'later' | 'yes' | 'next';

export type CommandName =
  | 'type'
  | 'pick'
  | 'pack'
  | 'walk'
  | 'more'
  | 'short'
  | 'release'
  | 'reason'
  | 'skip'
  | 'box'
  | 'undo'
  | 'quantity'
  | 'weight'
  | 'handover'
  | 'handover_all'
  | 'ship'
  | 'tote'
  | 'lot'
  | 'serial'
  | 'expiry'
  | 'next'
  | 'done'
  | 'yes'
  | 'no'
  | 'print'
  | 'reprint'
  | 'preview'
  | 'printer'
  | 'figures'
  | 'language'
  | 'signout'
  | 'cancel';

export interface CommandDefinition {
  readonly name: CommandName;
  readonly hotkey: Hotkey;
  /** What its barcode says; where it asks for something, what stands before the answer. */
  readonly code: string;
  readonly asks?: Asks;
  /** Its button stands beside the order and not among the others. */
  readonly aside?: true;
  /** At home, where keys are short, it stands behind `more`. */
  readonly atHome?: 'more';
  readonly offer: (view: View, facts: Facts) => Offer;
}

/** Words of PS:REASON that the screen offers; a printed one may say any other. */
export const WEIGHT_REASONS = ['filler', 'enclosure', 'item_weight', 'checked'] as const;

/** Words of PS:REASON that the screen offers where an order is released. */
export const RELEASE_REASONS = ['customer', 'stock', 'urgent'] as const;
/** Words of PS:REASON with which the screen lets this station go on with an order that another has too. */
export const KEEP_REASONS = ['was_cut_off', 'goods_here', 'agreed'] as const;

/** Words of PS:REPRINT that the screen offers; the label is meant where no other paper is named. */
export const REPRINT_REASONS = ['torn', 'unreadable', 'missing', 'slip'] as const;

/** How many orders in one walk the screen offers: as many answers as a dialog has keys, the most there may be among them. */
export function walkSizes(most: number): number[] {
  const sizes = [2, 3, 4, 6, 8, 12, 16, 24].filter((size) => size < most);
  return [...sizes, most];
}

const when = (is: boolean, offer: Offer = 'yes', otherwise: Offer = 'later'): Offer => (is ? offer : otherwise);

/** Whether a paper came out: a question that keeps nobody from other work. */
const asksForPaper = (view: View): view is Extract<View, { kind: 'question'; question: 'label' }> =>
  view.kind === 'question' && view.question === 'label';

/** No job is open: the home screen, and the packed order that stays in sight. */
const isFree = (view: View): boolean =>
  view.kind === 'home' || (view.kind === 'pack' && view.closed) || (asksForPaper(view) && !view.in_job);

const hasButtonAnswer = (view: View): boolean =>
  asksForPaper(view) && !view.paper.said_no && view.expect.includes('command');

/** Something of the order in hand was printed, or is about to be. */
const hasPaper = (view: View): boolean =>
  asksForPaper(view) || ('parcels' in view && view.parcels.some(({ sscc }) => sscc !== null));

/** Questions that PS:RELEASE answers. */
const RELEASED: ReadonlySet<string> = new Set(['short', 'conflict', 'unanswered']);

/** Something waits for a lead, and first for the word why. */
const asksWhy = (view: View): boolean =>
  view.kind === 'question' && view.question === 'lead' && view.expect.includes('reason');

/** Whoever wants to sign in or to approve is still to say who they are, and may leave it. */
const asksWho = (view: View): boolean =>
  (view.kind === 'question' && view.question === 'lead') || (view.kind === 'signin' && view.asked !== null);

const isWalk = (view: View): view is Extract<View, { kind: 'pick' | 'putback' }> =>
  view.kind === 'pick' || view.kind === 'putback';

const isPacking = (view: View): view is Extract<View, { kind: 'pack' }> => view.kind === 'pack' && !view.closed;

/** A stage's own command: there for who has the role, possible where something waits. */
const opens =
  (stage: 'pick' | 'pack' | 'ship') =>
  (view: View, { station }: Facts): Offer => {
    if (!isFree(view) || !station.roles.includes(stage)) return 'no';
    return view.kind !== 'home' || view.waiting[stage] > 0 || view.put_down.length > 0 ? 'yes' : 'later';
  };

const detail =
  (of: 'lot' | 'serial' | 'expiry') =>
  (view: View): Offer =>
    view.kind === 'pick' && view.expect.includes(of) ? 'next' : 'no';

const isProven = (view: Extract<View, { kind: 'ship' }>): boolean => !view.expect.includes('label');

/** In the order of the buttons. Commands that are never offered together may share a key. */
export const COMMAND_LIST: readonly CommandDefinition[] = [
  { name: 'type', hotkey: 'F1', code: '', asks: 'code', offer: () => 'yes' },
  { name: 'pick', hotkey: 'F2', code: 'PS:PICK', offer: opens('pick') },
  { name: 'pack', hotkey: 'F3', code: 'PS:PACK', offer: opens('pack') },
  {
    name: 'walk',
    hotkey: 'F4',
    code: 'PS:PICK:',
    asks: 'walk',
    offer: (view, { station }) =>
      view.kind === 'home' && station.roles.includes('pick') ? when(view.waiting.pick > 1) : 'no',
  },
  {
    name: 'short',
    hotkey: 'F2',
    code: 'PS:SHORT:',
    asks: 'short',
    offer: (view) =>
      when(isWalk(view) || isPacking(view), 'line' in view && view.line !== null ? 'yes' : 'later', 'no'),
  },
  {
    name: 'release',
    hotkey: 'F2',
    code: 'PS:RELEASE',
    offer: (view) => when(view.kind === 'question' && RELEASED.has(view.question), 'next', 'no'),
  },
  {
    name: 'reason',
    hotkey: 'F2',
    code: 'PS:REASON:',
    asks: 'reason',
    offer: (view) => when(view.kind === 'question' && (view.question === 'weight' || asksWhy(view)), 'next', 'no'),
  },
  { name: 'skip', hotkey: 'F3', code: 'PS:SKIP', offer: (view) => when(isWalk(view), 'yes', 'no') },
  { name: 'box', hotkey: 'F3', code: 'PS:BOX:', asks: 'box', offer: (view) => when(isPacking(view), 'yes', 'no') },
  {
    name: 'undo',
    hotkey: 'F4',
    code: 'PS:UNDO',
    offer: (view) =>
      when(
        isWalk(view) ||
          isPacking(view) ||
          view.kind === 'ship' ||
          (view.kind === 'question' && view.question === 'weight'),
        'yes',
        'no',
      ),
  },
  {
    name: 'quantity',
    hotkey: 'F6',
    code: 'PS:QTY:',
    asks: 'quantity',
    // The station takes a count once the item itself was scanned.
    offer: (view) => (isWalk(view) ? when(view.bin_confirmed && (view.line?.done ?? 0) > 0) : 'no'),
  },
  {
    name: 'weight',
    hotkey: 'F6',
    code: 'PS:WEIGHT:',
    asks: 'weight',
    offer(view) {
      if (view.kind === 'question' && view.question === 'weight') return 'yes';
      return isPacking(view) ? when(view.expect.includes('weight'), 'next', 'yes') : 'no';
    },
  },
  {
    name: 'handover',
    hotkey: 'F6',
    code: 'PS:HANDOVER',
    offer: (view) => (view.kind === 'ship' ? when(isProven(view), 'next') : 'no'),
  },
  {
    name: 'handover_all',
    hotkey: 'F6',
    code: 'PS:HANDOVER:',
    asks: 'carrier',
    offer: (view, { station }) =>
      view.kind === 'home' && station.roles.includes('ship') ? when(view.piles.length > 0) : 'no',
  },
  {
    name: 'ship',
    hotkey: 'F7',
    code: 'PS:SHIP',
    offer: (view, facts) => (view.kind === 'ship' ? when(isProven(view)) : opens('ship')(view, facts)),
  },
  {
    name: 'tote',
    hotkey: 'F7',
    code: 'PS:TOTE:',
    asks: 'tote',
    offer(view) {
      if (view.kind !== 'pick' || view.expect.some((of) => ['lot', 'serial', 'expiry'].includes(of))) return 'no';
      return view.expect.includes('tote') ? 'next' : 'yes';
    },
  },
  { name: 'lot', hotkey: 'F7', code: 'PS:LOT:', asks: 'lot', offer: detail('lot') },
  { name: 'serial', hotkey: 'F7', code: 'PS:SERIAL:', asks: 'serial', offer: detail('serial') },
  { name: 'expiry', hotkey: 'F7', code: 'PS:EXPIRY:', asks: 'expiry', offer: detail('expiry') },
  {
    name: 'next',
    hotkey: 'F7',
    code: 'PS:NEXT',
    offer: (view) => (isPacking(view) ? when((view.filling?.units ?? 0) > 0) : 'no'),
  },
  {
    name: 'done',
    hotkey: 'F9',
    code: 'PS:DONE',
    offer(view) {
      if (!isPacking(view)) return 'no';
      return view.expect.includes('command') ? 'next' : when(view.expect.includes('weight'));
    },
  },
  { name: 'yes', hotkey: 'F6', code: 'PS:YES', offer: (view) => when(hasButtonAnswer(view), 'next', 'no') },
  { name: 'no', hotkey: 'F4', code: 'PS:NO', offer: (view) => when(asksForPaper(view), 'yes', 'no') },
  {
    name: 'reprint',
    hotkey: 'F9',
    code: 'PS:REPRINT:',
    asks: 'reprint',
    offer(view) {
      if (asksForPaper(view)) return when(view.paper.said_no, 'next');
      return when(view.kind === 'ship' || (view.kind === 'pack' && view.closed), 'yes', 'no');
    },
  },
  {
    name: 'preview',
    hotkey: 'Insert',
    code: 'PS:PREVIEW',
    aside: true,
    offer: (view) => when(hasPaper(view), 'yes', 'no'),
  },
  {
    name: 'print',
    hotkey: 'F6',
    code: 'PS:PRINT',
    offer: (view, { print }) => when(view.kind === 'pack' && view.closed && print.waiting > 0, 'yes', 'no'),
  },
  {
    name: 'printer',
    hotkey: 'F4',
    code: 'PS:PRINTER:',
    asks: 'printer',
    atHome: 'more',
    offer: (view, { print }) =>
      when((view.kind === 'home' || (view.kind === 'pack' && view.closed)) && print.printers.length > 1, 'yes', 'no'),
  },
  {
    name: 'figures',
    hotkey: 'Escape',
    code: 'PS:FIGURES',
    atHome: 'more',
    offer: (view) => when((view.kind === 'signin' && view.asked === null) || view.kind === 'home', 'yes', 'no'),
  },
  {
    name: 'language',
    hotkey: 'F9',
    code: 'PS:LANG:',
    asks: 'language',
    atHome: 'more',
    offer: (view) => when(view.kind === 'signin' || view.kind === 'home', 'yes', 'no'),
  },
  { name: 'more', hotkey: 'F9', code: '', asks: 'more', offer: (view) => when(view.kind === 'home', 'yes', 'no') },
  { name: 'signout', hotkey: 'F10', code: 'PS:SIGNOUT', offer: (view) => when(isFree(view), 'yes', 'no') },
  {
    name: 'cancel',
    hotkey: 'Escape',
    code: 'PS:CANCEL',
    offer: (view) =>
      when(asksWho(view) || ('order_id' in view && !isFree(view)) || (asksForPaper(view) && view.in_job), 'yes', 'no'),
  },
];

export interface OfferedCommand extends CommandDefinition {
  readonly now: Exclude<Offer, 'no'>;
  /** Where its button stands; behind `more` its key is that of its place there. */
  readonly place: 'bar' | 'aside' | 'more';
}

/** The commands of a screen, in the order of their buttons. */
export function offeredCommands(view: View, facts: Facts): OfferedCommand[] {
  return COMMAND_LIST.flatMap((command) => {
    const now = command.offer(view, facts);
    const place = view.kind === 'home' && command.atHome !== undefined ? command.atHome : 'bar';
    return now === 'no' ? [] : [{ ...command, now, place: command.aside ? 'aside' : place }];
  });
}
