import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Facts } from '../../shared/facts.ts';
import { attachHidPos } from '../scanner/attach-hid-pos.ts';
import { attachHidScale } from '../scanner/attach-hid-scale.ts';
import type { FollowedHid, Hid } from '../scanner/hid-devices.ts';
import type { Store } from './store.ts';

/** HID devices of one kind at this window: none where the settings do not allow them, or the browser has no WebHID. */
interface HidKind {
  readonly isPossible: boolean;
  readonly names: () => readonly string[];
  readonly subscribe: (listener: () => void) => () => void;
  /** See {@link FollowedHid.connect}. */
  readonly connect: () => Promise<boolean>;
}

export interface HidAtBench {
  readonly scanners: HidKind;
  readonly scale: HidKind;
}

/** Brings what HID-POS scanners read to the store's one door, and what a scale says to the station. */
export function listenToHid(hid: Hid | undefined, store: Store): HidAtBench {
  return {
    scanners: hidKind(hid, store, 'hid', (hid, connected) =>
      attachHidPos(hid, (message) => {
        if (message.kind === 'connected') return connected(message.names);
        const { text } = message;
        const { startedMs, endedMs } =
          message.kind === 'scan' ? message : { startedMs: performance.now(), endedMs: performance.now() };
        const scan = { text, entry: 'scan', startedMs, endedMs } as const;
        if (message.kind === 'scan') store.submit(scan);
        else store.reject(scan, message.kind === 'unplugged' ? 'unplugged' : message.reason);
      }),
    ),
    scale: hidKind(hid, store, 'scale', (hid, connected) =>
      attachHidScale(hid, {
        connected,
        report: oneAtATime((report) => store.client.weighed({ report: [...report] })),
      }),
    ),
  };
}

/** While one is on its way only the newest waits: what a lost reading would have said the next one says too. */
function oneAtATime(send: (report: readonly number[]) => Promise<unknown>): (report: readonly number[]) => void {
  let isSending = false;
  let newest: readonly number[] | undefined;
  return function take(report) {
    if (isSending) return void (newest = report);
    isSending = true;
    void send(report).finally(() => {
      isSending = false;
      const next = newest;
      newest = undefined;
      if (next !== undefined) take(next);
    });
  };
}

/** @param attach begins as soon as the station says that such devices are allowed */
function hidKind(
  hid: Hid | undefined,
  store: Store,
  allowed: keyof Facts['devices'],
  attach: (hid: Hid, connected: (names: readonly string[]) => void) => FollowedHid,
): HidKind {
  let attached: FollowedHid | undefined;
  let names: readonly string[] = [];
  const listeners = new Set<() => void>();
  if (hid !== undefined) {
    const stop = store.subscribe(() => {
      if (store.get().station?.facts.devices[allowed] !== true) return;
      stop();
      attached = attach(hid, (now) => {
        names = now;
        for (const listener of listeners) listener();
      });
    });
  }
  return {
    isPossible: hid !== undefined,
    names: () => names,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    connect: () => attached?.connect() ?? Promise.resolve(false),
  };
}

export const HidContext = createContext<HidAtBench | null>(null);

/** The devices of a kind, and the names of those that are read now. */
export function useHid(kind: keyof HidAtBench): HidKind & { readonly connected: readonly string[] } {
  const known = useContext(HidContext);
  if (known === null) throw new Error('there are no HID devices around this component');
  return { ...known[kind], connected: useSyncExternalStore(known[kind].subscribe, known[kind].names) };
}
