import type { Outcome } from '../../shared/answers.ts';
import { hidePin } from '../../shared/pin-text.ts';
import type { Change, Snapshot, StationClient } from '../../shared/contract.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { KeyStroke } from '../scanner/events.ts';
import { inputQueue } from './input-queue.ts';
import type { Broken, Scan, ScanContext } from './scan.ts';

/** A message of the window itself, by the key of its words. */
export type Failure = 'internal' | 'away' | 'forbidden' | Broken;

/** What came of an input, or why nothing did. */
export interface Answered {
  /** As people may see it: without a PIN. */
  readonly scan: Scan;
  readonly outcome: Outcome | { readonly ok: false; readonly sound: 'error'; readonly failed: Failure };
  /** Counts up, so that two equal answers are two. */
  readonly count: number;
}

export interface State {
  /** Null until the station has answered for the first time. */
  readonly station: Snapshot | null;
  readonly connected: boolean;
  /** The station is there, and does not let this page in: its session is over. */
  readonly barred: boolean;
  /** Scans arrive in this window. */
  readonly listening: boolean;
  /** Inputs that have no answer yet while the station is away. */
  readonly waiting: number;
  readonly answer: Answered | null;
  /** Whether the worker has tapped an error away. */
  readonly understood: boolean;
}

export type Store = ReturnType<typeof createStore>;

/** Is handed what was scanned, null where it did not come whole. */
export type Borrower = (text: string | null) => void;

const SNAPSHOT_RETRY_MS = 1000;

const isScanned = ({ entry }: Scan): boolean => entry === 'scan' || entry === 'camera';

/** What the window knows, from one snapshot and the changes that follow it; and the one door for inputs. */
export function createStore(
  client: StationClient,
  contextOf: (scan: Scan) => ScanContext | undefined = () => undefined,
) {
  let state: State = {
    station: null,
    connected: true,
    barred: false,
    listening: false,
    waiting: 0,
    answer: null,
    understood: true,
  };
  /** Of the view on the screen: an answer brings a newer one than the changes that were told so far. */
  let viewSequence = -1;
  let isAsking = false;
  /** Whoever asks for a scan that is no input of the work. */
  let borrower: Borrower | undefined;
  const listeners = new Set<() => void>();
  const scans = new Set<(scan: Scan) => void>();
  const keys = new Set<(stroke: KeyStroke) => void>();
  const answers = new Set<(answered: Answered, scan: Scan) => void>();

  function set(change: Partial<State>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function answered(scan: Scan, outcome: Answered['outcome'], station = state.station): void {
    const shown = { ...scan, text: hidePin(scan.text) };
    const answer = { scan: shown, outcome, count: (state.answer?.count ?? 0) + 1 };
    set({ answer, station, understood: outcome.ok });
    for (const listener of answers) listener(answer, scan);
  }

  function fail(scan: Scan, failed: Failure): void {
    answered(scan, { ok: false, sound: 'error', failed });
  }

  const queue = inputQueue({
    client,
    contextOf,
    waiting: (count, reached = state.connected) => set({ waiting: count, connected: reached }),
    answered(scan, reply) {
      if (!reply.ok) return fail(scan, reply.code === 'forbidden' ? 'forbidden' : 'internal');
      const { view, sequence, ...outcome } = reply.result;
      if (sequence < viewSequence || state.station === null) return answered(scan, outcome);
      viewSequence = sequence;
      answered(scan, outcome, { ...state.station, view });
    },
  });

  function take(change: Change): void {
    const known = state.station;
    if (known === null || change.sequence <= known.sequence) return;
    if (change.sequence > known.sequence + 1) return void ask();
    // The view of an answer comes again as a change: the one that is shown stays, and nothing is drawn anew for it.
    const isNewer = change.view !== undefined && change.sequence > viewSequence;
    if (isNewer) viewSequence = change.sequence;
    const station: Snapshot = {
      ...known,
      sequence: change.sequence,
      view: isNewer ? (change.view ?? known.view) : known.view,
      facts: change.facts ?? known.facts,
      preferences: change.preferences ?? known.preferences,
    };
    if (change.answer === undefined) return set({ station });
    // A scanner of the station's own: its scan and its answer come here together.
    const { text, entry, outcome } = change.answer;
    if (borrower !== undefined && 'code' in outcome) {
      set({ station });
      return borrower(text);
    }
    const scan: Scan = { text, entry, startedMs: performance.now() };
    for (const listener of scans) listener(scan);
    answered(scan, outcome, station);
  }

  /** The whole of it: at the start, and whenever a change was missed. */
  async function ask(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    const reply = await client.snapshot({}).finally(() => {
      isAsking = false;
    });
    if (!reply.ok) {
      set({ connected: false, barred: reply.code === 'forbidden' });
      setTimeout(() => void ask(), SNAPSHOT_RETRY_MS);
      return;
    }
    const isAnother = state.station?.opened !== reply.result.opened;
    if (!isAnother && reply.result.sequence < viewSequence) return set({ connected: true, barred: false });
    viewSequence = reply.result.sequence;
    // The last answer stays: a scan that waited for the station may have been answered before this came.
    set({ station: reply.result, connected: true, barred: false });
  }

  const subscribeTo =
    <Listener>(set: Set<Listener>) =>
    (listener: Listener) => {
      set.add(listener);
      return () => void set.delete(listener);
    };

  return {
    client,
    get: (): State => state,
    subscribe: subscribeTo(listeners),
    /** Tells of every input before it is sent, and of every scan that was broken off. */
    onScan: subscribeTo(scans),
    /** Tells of a person's keys that are no part of a scan and were typed into no field: hotkeys. */
    onKey: subscribeTo(keys),
    /** Tells of every answer, also of two that come between two frames; and of the very input, by which it is known again. */
    onAnswer: subscribeTo(answers),
    /** Follows the station until what is returned is called. */
    start(): () => void {
      const end = client.watch({
        change: take,
        connected(is) {
          set({ connected: is });
          if (!is) return;
          void ask();
          queue.resume();
        },
      });
      void ask();
      return end;
    },
    /** The one door for what a worker scans, types or presses. */
    submit(scan: Scan): void {
      if (borrower !== undefined && isScanned(scan)) return borrower(scan.text);
      for (const listener of scans) listener(scan);
      if (!queue.add(scan)) fail(scan, 'away');
    },
    /** A scan that did not arrive whole: said aloud, and never sent. */
    reject(scan: Scan, why: Broken): void {
      if (borrower !== undefined) return borrower(null);
      for (const listener of scans) listener(scan);
      fail(scan, why);
    },
    /**
     * What is scanned goes to `take` and not to the station, until what is returned is called. A serial scanner is the
     * station's own: it has answered, as to any scan, and what was read comes here too.
     */
    borrowScans(take: Borrower): () => void {
      borrower = take;
      return () => {
        if (borrower === take) borrower = undefined;
      };
    },
    isBorrowed: (): boolean => borrower !== undefined,
    press(stroke: KeyStroke): void {
      // A dialog that this key opens does not hear it.
      const hearing = Array.from(keys);
      for (const listener of hearing) listener(stroke);
    },
    listen: (listening: boolean): void => set({ listening }),
    /** The whole of it anew, after a fault of the window's own. */
    refresh: ask,
    understand: (): void => void (state.understood || set({ understood: true })),
    setPreferences(change: Partial<Preferences>): void {
      void client.preferences(change);
    },
  };
}
