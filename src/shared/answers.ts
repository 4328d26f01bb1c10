import type { View } from './views.ts';

/** Stable names of what came of an input; checks, statistics and spans rely on them. Messages are translated, codes never. */
export const CODES = [
  'signin.ok',
  'signin.needed',
  'signin.pin.needed',
  'signin.pin.wrong',
  'signin.pin.wait',
  'signin.unknown',
  'signin.cancelled',
  'signout.ok',
  'language.ok',
  'pick.opened',
  'pick.batch.size',
  'pick.batch.none',
  'pick.batch.closed',
  'pick.none',
  'pick.bin.ok',
  'pick.bin.wrong',
  'pick.bin.first',
  'pick.bin.next',
  'pick.item.ok',
  'pick.item.wrong',
  'pick.item.over',
  'pick.item.first',
  'pick.case.unknown',
  'pick.detail.first',
  'pick.serial.repeated',
  'pick.serial.each',
  'pick.quantity.lots',
  'pick.line.done',
  'pick.line.short',
  'pick.skip.ok',
  'pick.skip.last',
  'pick.tote.ok',
  'pick.tote.taken',
  'pick.slot.first',
  'pick.slot.wrong',
  'pick.incomplete',
  'pick.done',
  'pick.put_down',
  'putback.opened',
  'putback.done',
  'put_back.put_down',
  'short.opened',
  'short.released',
  'short.nothing',
  'short.put_down',
  'conflict.opened',
  'conflict.released',
  'lead.needed',
  'lead.reason.needed',
  'lead.reason.ok',
  'lead.role',
  'lead.changed',
  'lead.withdrawn',
  'conflict.unanswered',
  'conflict.vouched',
  'conflict.reason.ok',
  'conflict.reason.needed',
  'conflict.kept',
  'conflict.gone',
  'conflict.other',
  'takeover.asked',
  'takeover.alone',
  'takeover.self',
  'undo.ok',
  'undo.nothing',
  'pack.opened',
  'pack.none',
  'pack.box.ok',
  'pack.box.unknown',
  'pack.item.ok',
  'pack.item.wrong',
  'pack.item.over',
  'pack.scan.each',
  'pack.incomplete',
  'pack.short.ok',
  'pack.short.nothing',
  'pack.empty',
  'pack.weight.ok',
  'pack.weight.needed',
  'pack.weight.discrepancy',
  'pack.reason.needed',
  'pack.parcel.done',
  'pack.done',
  'pack.put_down',
  'ship.opened',
  'ship.none',
  'ship.unsettled',
  'ship.label.ok',
  'ship.label.wrong',
  'ship.label.needed',
  'ship.handover.ok',
  'ship.handover.none',
  'ship.put_down',
  'print.confirmed',
  'print.not_out',
  'print.given_up',
  'print.scan.needed',
  'print.ok',
  'print.again',
  'print.waiting',
  'print.nothing',
  'print.preview',
  'print.cancelled',
  'print.too_late',
  'printer.ok',
  'printer.unknown',
  'numbers.exhausted',
  'numbers.copied',
  'order.journey',
  'figures.shown',
  'order.held',
  'order.short',
  'order.closed',
  'order.elsewhere',
  'job.open',
  'role.missing',
  'nothing.open',
  'command.unavailable',
  'scan.unknown',
  'scan.malformed',
  'station.busy',
  'station.full',
] as const;

export type Code = (typeof CODES)[number];

/** ok: a step; done: a line, job or parcel is complete; attention: look at the screen; error: refused. */
export type Sound = 'ok' | 'done' | 'attention' | 'error';

/** What came of one input. `ok` is false exactly when it was refused. */
export interface Outcome {
  readonly ok: boolean;
  readonly code: Code;
  readonly message: string;
  readonly sound: Sound;
  /** Doubts that do not stop the work: a lot scanned without its item, say. */
  readonly warnings?: readonly string[];
  /** With several orders in one walk: the slot a unit goes into, for the ear. */
  readonly slot?: number;
  /** With `order.journey`: of which order a window shows the journey. */
  readonly order_id?: string;
  /** With `print.preview`: the paper that a window shows. */
  readonly paper?: number;
}

/** What the station answers: the outcome of the input, and the screen as it now is. */
export type Answer = Outcome & { readonly view: View };

export type Entry = 'scan' | 'typed' | 'touch' | 'camera';

/** How an input was made; `scale` is said by the station's own scale alone, never by who sends inputs. */
export type Origin = Entry | 'scale';

/** One input of the worker. */
export interface Input {
  readonly scan: string;
  /** Chosen by the sender; an input that comes again under the same id has no second effect. */
  readonly id?: string | undefined;
  /** Context of the span in which the window took the scan. */
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
  readonly entry?: Origin | undefined;
  /** What keeps the input from being read, where it came in a form that cannot be: it is refused, and `scan` is empty. */
  readonly fault?: string | undefined;
}
