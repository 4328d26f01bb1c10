import { createContext, useContext, useSyncExternalStore } from 'react';
import { attachHidPos, type AttachedHidPos, type Hid } from '../scanner/attach-hid-pos.ts';
import type { Store } from './store.ts';

/** HID-POS scanners of this window: none where the settings do not allow them, or the browser has no WebHID. */
export interface HidScanners {
  readonly isPossible: boolean;
  readonly names: () => readonly string[];
  readonly subscribe: (listener: () => void) => () => void;
  /** See {@link AttachedHidPos.connect}. */
  readonly connect: () => Promise<boolean>;
}

/** Brings what HID-POS scanners read to the store's one door, as soon as the station says that they are allowed. */
export function listenToHid(hid: Hid | undefined, store: Store): HidScanners {
  let attached: AttachedHidPos | undefined;
  let names: readonly string[] = [];
  const listeners = new Set<() => void>();

  function attach(hid: Hid): void {
    attached = attachHidPos(hid, (message) => {
      if (message.kind === 'connected') {
        ({ names } = message);
        for (const listener of listeners) listener();
        return;
      }
      const { text } = message;
      const { startedMs, endedMs } =
        message.kind === 'scan' ? message : { startedMs: performance.now(), endedMs: performance.now() };
      const scan = { text, entry: 'scan', startedMs, endedMs } as const;
      if (message.kind === 'scan') store.submit(scan);
      else store.reject(scan, message.kind === 'unplugged' ? 'unplugged' : message.reason);
    });
  }

  if (hid !== undefined) {
    const stop = store.subscribe(() => {
      if (store.get().station?.facts.devices.hid !== true) return;
      stop();
      attach(hid);
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

export const HidScannersContext = createContext<HidScanners | null>(null);

/** The scanners, and the names of those that are read now. */
export function useHidScanners(): HidScanners & { readonly connected: readonly string[] } {
  const scanners = useContext(HidScannersContext);
  if (scanners === null) throw new Error('there are no HID scanners around this component');
  return { ...scanners, connected: useSyncExternalStore(scanners.subscribe, scanners.names) };
}
