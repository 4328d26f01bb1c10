import picture from '../../../docs/images/paper-label.png?inline';
import type { Outcome } from '../../../src/shared/answers.ts';
import type { Change, InputOf, Snapshot, StationClient } from '../../../src/shared/contract.ts';
import type { Preview } from '../../../src/shared/papers.ts';
import type { People, PersonChanged } from '../../../src/shared/people.ts';
import type { SettingsRight } from '../../../src/shared/set-up.ts';
import type { Preferences } from '../../../src/shared/preferences.ts';
import type { View } from '../../../src/shared/views.ts';
import { lookUp, SAMPLES } from './page-fixtures.ts';
import { FINDINGS, SETTINGS } from './settings-fixtures.ts';

/*
 * A double for pictures and component tests only: it stands where a station would, answers what it was told to answer,
 * and knows no rule. Whatever is about the work itself is tested against the real station.
 */

const SYNC_WORDS = ['18,234 spans wait: https://otel.example.com/v1/traces answered 413 Payload Too Large'];

/** A label; of the slip there is none. */
const pictureOf = (paper: number): Preview =>
  paper === 4 ? { ok: false, why: 'undrawable' } : { ok: true, png: picture.replace(/^[^,]*,/, '') };

type Answering = Outcome & { readonly view?: View };

export type MemoryStation = ReturnType<typeof memoryStation>;

export function memoryStation(start: Snapshot, startPeople: People, right: SettingsRight = 'free') {
  let snapshot = start;
  let people = startPeople;
  let personChanged: PersonChanged = { ok: true };
  let answer: Answering = { ok: true, code: 'pick.item.ok', message: 'Right item. 1 more.', sound: 'ok' };
  let isAway = false;
  const inputs: InputOf<'input'>[] = [];
  const settingChanges: InputOf<'changeSettings'>['changes'][number][] = [];
  const settingReasons: string[] = [];
  const personChanges: InputOf<'changePerson'>[] = [];
  const spans: InputOf<'spans'>['spans'][number][] = [];
  const listeners = new Set<Parameters<StationClient['watch']>[0]>();

  function change(part: Omit<Change, 'sequence'>): void {
    snapshot = { ...snapshot, ...part, sequence: snapshot.sequence + 1 };
    for (const listener of listeners) listener.change({ ...part, sequence: snapshot.sequence });
  }

  const client: StationClient = {
    snapshot: () => Promise.resolve({ ok: true, result: snapshot }),
    input(input) {
      if (isAway) return Promise.resolve({ ok: false, code: 'away', message: 'away' });
      inputs.push(input);
      if (input.scan === 'PS:PREVIEW') answer = { ok: true, code: 'print.preview', message: '', sound: 'ok', paper: 3 };
      const { view = snapshot.view, ...outcome } = answer;
      change({ view });
      return Promise.resolve({ ok: true, result: { ...outcome, view, sequence: snapshot.sequence } });
    },
    preferences(preferences) {
      change({ preferences: { ...snapshot.preferences, ...(preferences as Partial<Preferences>) } });
      return Promise.resolve({ ok: true, result: { ok: true } });
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    orders: ({ text }) => Promise.resolve({ ok: true, result: lookUp.orders(text) }),
    refused: () => Promise.resolve({ ok: true, result: lookUp.refused() }),
    sheet: () => Promise.resolve({ ok: true, result: lookUp.sheet() }),
    figures: () => Promise.resolve({ ok: true, result: lookUp.figures() }),
    journey: ({ order_id }) => Promise.resolve({ ok: true, result: lookUp.journey(order_id) }),
    sync: () => Promise.resolve({ ok: true, result: { ok: false, lines: SYNC_WORDS } }),
    spans(given) {
      spans.push(...given.spans);
      return Promise.resolve({ ok: true, result: { taken: given.spans.length, refused: 0 } });
    },
    samples: () => Promise.resolve({ ok: true, result: SAMPLES }),
    papers: ({ order_id, printer }) =>
      Promise.resolve({ ok: true, result: printer === undefined ? lookUp.papers(order_id) : lookUp.waiting(printer) }),
    preview: ({ paper }) => Promise.resolve({ ok: true, result: pictureOf(paper) }),
    weighed: () => Promise.resolve({ ok: true, result: null }),
    settings: () => Promise.resolve({ ok: true, result: { ...SETTINGS, right } }),
    changeSettings({ changes, reason }) {
      if (reason !== undefined) settingReasons.push(reason);
      settingChanges.push(...changes);
      const result = { ok: true, changes: [], wait: changes.map(({ path }) => path.join('.')) } as const;
      return Promise.resolve({ ok: true, result });
    },
    people: () => Promise.resolve({ ok: true, result: people }),
    changePerson(wanted) {
      personChanges.push(wanted);
      return Promise.resolve({ ok: true, result: personChanged });
    },
    undoSettings: () => Promise.resolve({ ok: true, result: { ok: false, faults: ['There is none.'] } }),
    check: () => Promise.resolve({ ok: true, result: FINDINGS }),
    queues: () => Promise.resolve({ ok: true, result: { queues: ['office'], problem: null } }),
    restart: () => Promise.resolve({ ok: true, result: null }),
    testPrint: () => Promise.resolve({ ok: true, result: { state: 'confirmed', problem: null } }),
  };

  return {
    client,
    /** What was sent, oldest first. */
    inputs,
    /** Changes of settings, oldest first. */
    settingChanges,
    /** Why, where that was said. */
    settingReasons,
    /** Changes of people, oldest first. */
    personChanges,
    /** What the next changes of people are answered, and who is there then. */
    answerPeopleWith(next: PersonChanged, then: People = people): void {
      personChanged = next;
      people = then;
    },
    /** Spans that were handed over, oldest first. */
    spans,
    /** What the next inputs are answered. */
    answerWith(next: Answering): void {
      answer = next;
    },
    /** Loses a change on its way. */
    missOne(): void {
      snapshot = { ...snapshot, sequence: snapshot.sequence + 1 };
    },
    show: (view: View): void => change({ view }),
    change,
    setAway(away: boolean): void {
      isAway = away;
      for (const listener of listeners) listener.connected(!away);
    },
  };
}
