/*
 * Command barcodes: printed codes that a worker scans instead of pressing a button. One definition serves the scanner,
 * the buttons and the hotkeys. Format: `PS:<WORD>[:<argument>]`; the word is read in any case, the argument as it is.
 */

export const SHORT_REASONS = ['missing', 'damaged', 'wrong_stock'] as const;
export type ShortReason = (typeof SHORT_REASONS)[number];

export const LANGUAGE_CODES = ['en', 'de', 'es', 'pl'] as const;
export type LanguageCode = (typeof LANGUAGE_CODES)[number];

export type Command =
  | { readonly name: 'operator'; readonly id: string }
  | { readonly name: 'pin'; readonly digits: string }
  | { readonly name: 'language'; readonly language: LanguageCode }
  | { readonly name: 'pick'; readonly count: number }
  | { readonly name: 'quantity'; readonly quantity: number }
  | { readonly name: 'lot'; readonly lot: string }
  | { readonly name: 'serial'; readonly serial: string }
  | { readonly name: 'expiry'; readonly date: string }
  | { readonly name: 'tote'; readonly tote: string }
  | { readonly name: 'short'; readonly reason: ShortReason }
  | { readonly name: 'box'; readonly box: string }
  | { readonly name: 'weight'; readonly grams: number }
  | { readonly name: 'reason'; readonly word: string }
  | { readonly name: 'reprint'; readonly reason: string }
  /** A document by its number in the print queue. */
  | { readonly name: 'noprint'; readonly paper: number }
  | { readonly name: 'printer'; readonly printer: string }
  | { readonly name: 'handover'; readonly carrier: string | undefined }
  | { readonly name: 'takeover'; readonly station: string }
  /** Of a packing slip: the order, and the trace of its checkout in lower-case hex. */
  | { readonly name: 'order'; readonly orderId: string; readonly traceId: string | null }
  | { readonly name: PlainCommand };

/** Commands without an argument. */
type PlainCommand =
  | 'signout'
  | 'pack'
  | 'ship'
  | 'skip'
  | 'undo'
  | 'next'
  | 'done'
  | 'yes'
  | 'no'
  | 'print'
  | 'preview'
  | 'cancel'
  | 'figures'
  | 'release';

export type CommandReading =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'malformed'; readonly word: string; readonly expected: string }
  | { readonly kind: 'none' };

const PREFIX = /^PS:/i;

type Reader = (argument: string | undefined) => Command | undefined;

const plain =
  (name: PlainCommand): Reader =>
  (argument) =>
    argument === undefined ? { name } : undefined;

const withText =
  (make: (text: string) => Command, maxLength = 64): Reader =>
  (argument) =>
    argument !== undefined && isPrintable(argument, maxLength) ? make(argument) : undefined;

const withNumber =
  (make: (value: number) => Command, max: number): Reader =>
  (argument) =>
    argument !== undefined && /^\d{1,9}$/.test(argument) && Number(argument) >= 1 && Number(argument) <= max
      ? make(Number(argument))
      : undefined;

/** Every command: how its argument is read, and the form to show when it was read wrong. */
const COMMANDS: Readonly<Record<string, { readonly form: string; readonly read: Reader }>> = {
  OP: { form: 'PS:OP:<badge>', read: withText((id) => ({ name: 'operator', id })) },
  PIN: {
    form: 'PS:PIN:<digits>',
    read: (argument) =>
      argument !== undefined && /^\d{1,12}$/.test(argument) ? { name: 'pin', digits: argument } : undefined,
  },
  SIGNOUT: { form: 'PS:SIGNOUT', read: plain('signout') },
  LANG: {
    form: 'PS:LANG:<en|de|es|pl>',
    read: (argument) => {
      const language = LANGUAGE_CODES.find((code) => code === argument?.toLowerCase());
      return language === undefined ? undefined : { name: 'language', language };
    },
  },
  PICK: {
    form: 'PS:PICK or PS:PICK:<orders>',
    read: (argument) =>
      argument === undefined
        ? { name: 'pick', count: 1 }
        : withNumber((count) => ({ name: 'pick', count }), 100)(argument),
  },
  PACK: { form: 'PS:PACK', read: plain('pack') },
  SHIP: { form: 'PS:SHIP', read: plain('ship') },
  QTY: { form: 'PS:QTY:<units>', read: withNumber((quantity) => ({ name: 'quantity', quantity }), 1_000_000) },
  LOT: { form: 'PS:LOT:<lot>', read: withText((lot) => ({ name: 'lot', lot }), 20) },
  SERIAL: { form: 'PS:SERIAL:<serial>', read: withText((serial) => ({ name: 'serial', serial }), 20) },
  EXPIRY: {
    form: 'PS:EXPIRY:<YYYY-MM-DD>',
    read: (argument) => (argument !== undefined && isDate(argument) ? { name: 'expiry', date: argument } : undefined),
  },
  TOTE: { form: 'PS:TOTE:<tote>', read: withText((tote) => ({ name: 'tote', tote })) },
  SHORT: {
    form: 'PS:SHORT:<missing|damaged|wrong_stock>',
    read: (argument) => {
      const reason = SHORT_REASONS.find((word) => word === argument?.toLowerCase());
      return reason === undefined ? undefined : { name: 'short', reason };
    },
  },
  SKIP: { form: 'PS:SKIP', read: plain('skip') },
  UNDO: { form: 'PS:UNDO', read: plain('undo') },
  BOX: { form: 'PS:BOX:<box>', read: withText((box) => ({ name: 'box', box }), 32) },
  NEXT: { form: 'PS:NEXT', read: plain('next') },
  WEIGHT: { form: 'PS:WEIGHT:<grams>', read: withNumber((grams) => ({ name: 'weight', grams }), 10_000_000) },
  DONE: { form: 'PS:DONE', read: plain('done') },
  REASON: { form: 'PS:REASON:<word>', read: withText((word) => ({ name: 'reason', word })) },
  YES: { form: 'PS:YES', read: plain('yes') },
  NO: { form: 'PS:NO', read: plain('no') },
  PRINT: { form: 'PS:PRINT', read: plain('print') },
  PREVIEW: { form: 'PS:PREVIEW', read: plain('preview') },
  REPRINT: { form: 'PS:REPRINT:<reason>', read: withText((reason) => ({ name: 'reprint', reason })) },
  NOPRINT: { form: 'PS:NOPRINT:<number>', read: withNumber((paper) => ({ name: 'noprint', paper }), 999_999_999) },
  PRINTER: { form: 'PS:PRINTER:<name>', read: withText((printer) => ({ name: 'printer', printer })) },
  HANDOVER: {
    form: 'PS:HANDOVER or PS:HANDOVER:<carrier>',
    read: (argument) =>
      argument === undefined
        ? { name: 'handover', carrier: undefined }
        : withText((carrier) => ({ name: 'handover', carrier }))(argument),
  },
  CANCEL: { form: 'PS:CANCEL', read: plain('cancel') },
  RELEASE: { form: 'PS:RELEASE', read: plain('release') },
  FIGURES: { form: 'PS:FIGURES', read: plain('figures') },
  ORDER: { form: 'PS:ORDER:<trace>:<order>', read: (argument) => readOrder(argument) },
  TAKEOVER: { form: 'PS:TAKEOVER:<station>', read: withText((station) => ({ name: 'takeover', station })) },
};

/**
 * Reads a scan as a command barcode.
 * @returns `none` for anything that does not begin with `PS:`; `malformed` with the right form for an unknown or
 *   incomplete command: such a code is ours, so it is never taken for an item.
 */
export function readCommand(scan: string): CommandReading {
  if (!PREFIX.test(scan)) return { kind: 'none' };
  const rest = scan.slice(3);
  const at = rest.indexOf(':');
  const word = (at === -1 ? rest : rest.slice(0, at)).toUpperCase();
  const known = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (known === undefined) return { kind: 'malformed', word, expected: 'PS:<command>' };
  const command = known.read(at === -1 ? undefined : rest.slice(at + 1));
  return command === undefined ? { kind: 'malformed', word, expected: known.form } : { kind: 'command', command };
}

/** Nothing comes of this command but an answer, so the order's number may be whatever the shop calls it. */
function readOrder(argument = ''): Command | undefined {
  const [, trace = '', orderId = ''] = /^([0-9a-f]{32})?:(.{1,200})$/u.exec(argument) ?? [];
  return orderId === '' ? undefined : { name: 'order', orderId, traceId: trace === '' ? null : trace };
}

/** 1 to `maxLength` characters, none of them a control character, no blank at either end. */
function isPrintable(text: string, maxLength: number): boolean {
  return text.length >= 1 && text.length <= maxLength && !/\p{Cc}/u.test(text) && text.trim() === text;
}

/** A day of the calendar in ISO 8601: 2026-02-30 is none. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
