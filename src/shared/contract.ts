import * as v from 'valibot';
import type { Answer, Outcome } from './answers.ts';
import type { DayFigures } from './figures.ts';
import type { Facts } from './facts.ts';
import type { JourneyScreen } from './journey.ts';
import type { FoundOrder, RefusedInput } from './lookups.ts';
import type { Papers, Preview, TestPrinted } from './papers.ts';
import { isBadge, OPERATOR_ROLES, PIN_FORM, type People, type PersonChanged } from './people.ts';
import { preferencesSchema, type Preferences } from './preferences.ts';
import { CHECK_NAMES, type Finding, type SettingsChanged, type SettingsScreen } from './set-up.ts';
import type { SheetFacts } from './sheet-codes.ts';
import type { WindowSpan } from './window-spans.ts';
import type { View } from './views.ts';

/*
 * Everything a window may ask of its station, and everything a station tells its windows. One object from which both
 * sides are derived: the station checks what comes in by these schemas, the window gets its types from them. What is
 * expected to fail is data; a call that throws has met a bug.
 */

const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength));

/** A code longer than any symbol is answered as unreadable; a text longer than this does not reach the station. */
const MAX_SCAN_LENGTH = 10_000;

export const inputSchema = v.strictObject({
  scan: text(MAX_SCAN_LENGTH),
  /** Chosen by the window, once per scan: an answer that was lost can be asked for again. */
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  entry: v.optional(v.picklist(['scan', 'typed', 'touch', 'camera'])),
  traceparent: v.optional(text(200)),
  tracestate: v.optional(text(1000)),
});

/** The station as it is now; what follows is pushed. */
export interface Snapshot {
  /**
   * Of the newest change that is in this snapshot. It begins with the time of the opening, in ms: after a restart of the
   * station numbers are higher than before.
   */
  readonly sequence: number;
  readonly view: View;
  readonly facts: Facts;
  readonly preferences: Preferences;
  /** Made anew whenever a process opens the folder: a window that sees another one than before starts afresh. */
  readonly opened: string;
  /** The sample shift is loaded, and its barcodes can be asked for. */
  readonly demo: boolean;
  /** Nobody has written settings yet: set-up is offered. */
  readonly first_run: boolean;
}

/** Why a scanner of the station's own has nothing to hand over; the window has the words. */
export type DeviceFailure = 'silence' | 'after-incomplete' | 'too-long' | 'not-utf8' | 'unplugged' | 'internal';

/** What came of an input that no window sent: one of a scanner that the station itself listens to. */
export interface DeviceAnswer {
  /** What was read, as far as it is text; of an unplugged scanner its port. */
  readonly text: string;
  readonly entry: 'scan';
  readonly outcome: Outcome | { readonly ok: false; readonly sound: 'error'; readonly failed: DeviceFailure };
}

/** What a station tells its windows unasked. A window that misses a number of the sequence asks for a snapshot. */
export interface Change {
  readonly sequence: number;
  readonly view?: View;
  readonly facts?: Facts;
  readonly preferences?: Preferences;
  /** Told once, with the view that it led to; a window that was away does not hear of it later. */
  readonly answer?: DeviceAnswer;
}

/**
 * A barcode of the sample shift, to be clicked or scanned. The list follows the work: numbers that a step brings forth
 * (a parcel's, its label's) stand in it from then on.
 */
export interface SampleCode {
  readonly label: string;
  readonly code: string;
  readonly kind: 'command' | 'badge' | 'order' | 'bin' | 'item' | 'tote';
}

export type Found<T> = { readonly found: readonly T[]; readonly more: boolean };

declare const RESULT: unique symbol;
interface Call<Schema extends v.GenericSchema, Result> {
  readonly input: Schema;
  /** Never there: only says what comes back. */
  readonly [RESULT]?: Result;
}

function call<Result>() {
  return <const Schema extends v.GenericSchema>(input: Schema): Call<Schema, Result> => ({ input });
}

/** Checked one by one where they are taken (window-spans.ts): one that is wrong must not cost the others. */
const span = v.custom<WindowSpan>((value) => typeof value === 'object' && value !== null, 'a span');

const nothing = v.optional(v.strictObject({}));

export const CONTRACT = {
  /** The whole of it, once at the start and whenever the window has lost count. */
  snapshot: call<Snapshot>()(nothing),
  /** One input of the worker. What comes back as accepted is on disk. */
  input: call<Answer & { readonly sequence: number }>()(inputSchema),
  /** Orders whose number, tote, parcel or tracking number begins with the text; newest first without one. */
  orders: call<Found<FoundOrder>>()(
    v.strictObject({ text: text(100), state: v.optional(text(20)), after: v.optional(v.number()) }),
  ),
  /** Messages that were refused, newest first. */
  refused: call<Found<RefusedInput>>()(v.strictObject({ before: v.optional(v.number()) })),
  /** Null for an order that is not known here. */
  journey: call<JourneyScreen | null>()(v.strictObject({ order_id: text(200) })),
  /** What was done today, as far as it is counted. */
  figures: call<DayFigures>()(nothing),
  /** What this station's sheets of barcodes are filled in with, as it is set up now. */
  sheet: call<SheetFacts>()(nothing),
  /** One try for all that may be sent now; the words say what came of it. */
  sync: call<{ readonly ok: boolean; readonly lines: readonly string[] }>()(nothing),
  /** Kept for this station, whoever is signed in. */
  preferences: call<{ readonly ok: true } | { readonly ok: false; readonly reason: string }>()(
    v.partial(preferencesSchema),
  ),
  /** Spans that ended in the window. What is not taken here was wrong and must not be sent again. */
  spans: call<{ readonly taken: number; readonly refused: number }>()(
    v.strictObject({ spans: v.pipe(v.array(span), v.maxLength(100)) }),
  ),
  /**
   * A page for whoever sets a printer up. `state`: of its job after a few seconds (`queued`: it waits for the printer).
   */
  testPrint: call<TestPrinted>()(v.strictObject({ printer: text(64) })),
  /** The paper of an order, or of the order of a paper, newest first; or what waits for a printer, in its order. */
  papers: call<Papers>()(
    v.strictObject({
      order_id: v.nullable(text(200)),
      paper: v.nullable(v.number()),
      printer: v.optional(text(64)),
    }),
  ),
  /** A picture of a paper as its printer is given it. */
  preview: call<Preview>()(v.strictObject({ paper: v.number() })),
  /** A report of a scale on USB, its number first; empty when the scale is gone. Whether it is a weight, the station decides. */
  weighed: call<null>()(
    v.strictObject({
      report: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))), v.maxLength(64)),
    }),
  ),
  /** What is set up and what is missing; `problem`: the settings cannot be read, in words. */
  settings: call<SettingsScreen | { readonly problem: string }>()(nothing),
  /**
   * All of it or nothing. A value of null takes the key out; secrets go where the station keeps them. `reason`: of a lead,
   * once operators are set up.
   */
  changeSettings: call<SettingsChanged>()(
    v.strictObject({
      changes: v.pipe(
        v.array(
          v.strictObject({ path: v.pipe(v.array(text(200)), v.minLength(1), v.maxLength(8)), value: v.unknown() }),
        ),
        v.minLength(1),
        v.maxLength(100),
      ),
      reason: v.optional(text(200)),
    }),
  ),
  /** Puts the version before this one back. */
  undoSettings: call<SettingsChanged>()(v.strictObject({ reason: v.optional(text(200)) })),
  /** Tries what is set up; takes as long as a printer or an endpoint does. */
  check: call<readonly Finding[]>()(
    v.strictObject({ checks: v.pipe(v.array(v.picklist(CHECK_NAMES)), v.minLength(1)) }),
  ),
  /** The print queues of this computer. */
  queues: call<{ readonly queues: readonly string[]; readonly problem: string | null }>()(nothing),
  /** Who may work here, for whoever may see to it. */
  people: call<People>()(nothing),
  /**
   * Takes somebody in (`new`: the badge is nobody's who may work here), or changes who is. What is left out stays; of a
   * PIN the station keeps a hash alone. `active` false refuses the badge from now on, `forgiven` ends its wait.
   */
  changePerson: call<PersonChanged>()(
    v.strictObject({
      expects: v.picklist(['new', 'known']),
      id: v.pipe(v.string(), v.check(isBadge, 'a badge')),
      name: v.optional(v.pipe(text(200), v.minLength(1))),
      role: v.optional(v.picklist(OPERATOR_ROLES)),
      pin: v.optional(v.nullable(v.pipe(v.string(), v.regex(PIN_FORM)))),
      active: v.optional(v.literal(false)),
      forgiven: v.optional(v.literal(true)),
    }),
  ),
  /** Closes the station and opens it again, for settings that hold from the next start. The work stays as it is. */
  restart: call<null>()(nothing),
  /** The barcodes of the sample shift; empty where none was loaded. */
  samples: call<readonly SampleCode[]>()(nothing),
} as const;

export type Contract = typeof CONTRACT;
export type CallName = keyof Contract;
export type InputOf<Name extends CallName> = v.InferInput<Contract[Name]['input']>;
export type ResultOf<Name extends CallName> =
  Contract[Name] extends Call<v.GenericSchema, infer Result> ? Result : never;

/** What crosses the wire for a call: a result, or why there is none. */
export type Reply<Result> =
  | { readonly ok: true; readonly result: Result }
  | { readonly ok: false; readonly code: 'invalid' | 'forbidden' | 'away' | 'internal'; readonly message: string };

/** A function per call. */
export type Caller = { readonly [Name in CallName]: (input: InputOf<Name>) => Promise<Reply<ResultOf<Name>>> };

/** Who is told what comes unasked. */
export interface StationListener {
  readonly change: (change: Change) => void;
  /** Follows the wire: false when the station is away, true when it is back. */
  readonly connected: (is: boolean) => void;
}

/** The station as a window has it: a function per call, and what is told unasked. */
export interface StationClient extends Caller {
  /** @returns what ends it. */
  readonly watch: (listener: StationListener) => () => void;
}
