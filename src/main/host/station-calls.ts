import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LanguageCode } from '../../shared/command-barcodes.ts';
import type { ResultOf, Snapshot } from '../../shared/contract.ts';
import type { Changes } from './changes.ts';
import type { StationCalls } from './dispatch.ts';
import type { LookupHost } from './lookups/lookup-host.ts';
import type { PreferenceStore } from './preference-store.ts';
import type { SampleShift } from './sample-shift.ts';
import { isStorageFault } from '../database/storage-fault.ts';
import { SCALE_DRIVERS, type Reading } from '../devices/scale.ts';
import { reasonOf } from '../database/folder-problem.ts';
import { hashPin } from '../people/pin.ts';
import { findQueues } from '../print/find-queues.ts';
import type { Said } from '../messages/message.ts';
import { inWords } from '../messages/translate.ts';
import type { Edited, SettingsEdit } from '../settings/edit.ts';
import { SETTINGS_FILE } from '../settings/load.ts';
import type { OpenStation } from '../station/open-station.ts';
import type { Watching } from './watching.ts';

export interface CallParts {
  readonly open: Pick<
    OpenStation,
    'folder' | 'station' | 'people' | 'windowSpans' | 'printing' | 'testPrint' | 'preview' | 'changeSettings'
  >;
  /** Made anew with every opening of the folder. */
  readonly opened: string;
  readonly changes: Changes;
  readonly watching: Watching;
  readonly lookups: LookupHost;
  readonly preferences: PreferenceStore;
  readonly samples: SampleShift;
  readonly weighed: (reading: Reading) => void;
  readonly sync: () => Promise<ResultOf<'sync'>>;
  /** Closes the station and opens it again, once what is asked now is answered. */
  readonly restart: () => void;
}

/** A disk that takes nothing is no bug: the window says so. Where secrets went is nothing for a screen. */
function changed(change: () => Edited, language: LanguageCode): ResultOf<'changeSettings'> {
  const refused = (faults: readonly Said[]): ResultOf<'changeSettings'> => ({
    ok: false,
    faults: faults.map((fault) => inWords(language, fault)),
  });
  try {
    const edited = change();
    return edited.ok ? { ok: true, changes: edited.changes, wait: edited.wait } : refused(edited.faults);
  } catch (error) {
    if (isStorageFault(error) || systemFault(error))
      return refused([{ say: 'fault.disk', words: { reason: reasonOf(error) } }]);
    throw error;
  }
}

/** The PIN itself goes no further than here. */
function changedPerson(
  people: CallParts['open']['people'],
  { expects, pin, ...change }: Parameters<StationCalls['changePerson']>[0],
): ResultOf<'changePerson'> {
  const hash = typeof pin === 'string' ? hashPin(pin) : pin;
  // Whoever is taken in again begins anew.
  const fresh = expects === 'new' ? { pin: null, active: true } : {};
  try {
    return people.changeFromWindow({ ...fresh, ...change, ...(hash === undefined ? {} : { pin: hash }) }, expects);
  } catch (error) {
    if (isStorageFault(error)) return { ok: false, why: 'disk' };
    throw error;
  }
}

const systemFault = (error: unknown): boolean => error instanceof Error && 'syscall' in error;

/** Every call of the contract, on an open station. */
export function stationCalls(parts: CallParts): StationCalls {
  const { open, opened, changes, watching, lookups, preferences, samples, sync, weighed, restart } = parts;
  const edit = (wanted: SettingsEdit, reason: string | undefined): ResultOf<'changeSettings'> =>
    changed(() => open.changeSettings(wanted, 'window', { reason }), open.station.language());

  return {
    async snapshot(): Promise<Snapshot> {
      const facts = await watching.facts();
      // From here on nothing is waited for: view and number belong together.
      return {
        sequence: changes.sequence(),
        view: open.station.view(),
        facts,
        preferences: preferences.get(),
        opened,
        demo: samples.isLoaded(),
        first_run: !existsSync(join(open.folder, SETTINGS_FILE)),
      };
    },
    input(input) {
      const answer = open.station.handle(input);
      // After the answers that are due, so that no printer holds up a worker.
      open.printing.start();
      return { ...answer, sequence: watching.showed(answer.view) };
    },
    orders: (question) => lookups.ask('orders', question),
    refused: (question) => lookups.ask('refused', question),
    journey: (question) => lookups.ask('journey', question),
    sheet: () => lookups.ask('sheet', {}),
    figures: () => lookups.ask('figures', {}),
    sync: () => sync(),
    preferences(changed) {
      try {
        changes.tell({ preferences: preferences.change(changed) });
        return { ok: true };
      } catch (error) {
        // A full disk is no bug: the window says so and keeps what it has.
        if (isStorageFault(error)) return { ok: false, reason: reasonOf(error) };
        throw error;
      }
    },
    spans: ({ spans }) => open.windowSpans.take(spans),
    weighed({ report }) {
      weighed(readingOf(report));
      return null;
    },
    samples: () => samples.codes(),
    papers: (question) => lookups.ask('papers', question),
    preview: ({ paper }) => open.preview(paper),
    testPrint: ({ printer }) => open.testPrint(printer),
    settings: () => lookups.ask('settings', {}),
    changeSettings: ({ changes: wanted, reason }) => edit({ kind: 'set', changes: wanted }, reason),
    undoSettings: ({ reason }) => edit({ kind: 'undo' }, reason),
    people: () => lookups.ask('people', {}),
    changePerson: (wanted) => changedPerson(open.people, wanted),
    check: (question) => lookups.ask('check', question),
    queues: findQueues,
    restart() {
      restart();
      return null;
    },
  };
}

/** What is no reading is none of a resting scale: whatever was seen before it counts no more. */
const readingOf = (report: readonly number[]): Reading =>
  SCALE_DRIVERS.hid.read(Uint8Array.from(report)) ?? { kind: 'fault' };
