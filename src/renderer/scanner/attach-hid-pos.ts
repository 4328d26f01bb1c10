import { HID_POS_PAGE } from '../../shared/hid-pos.ts';
import { feedHidPos, type HidPosOutput, type HidPosState } from './hid-pos.ts';

/*
 * Scanners in HID-POS mode through WebHID: those that the page was given once are opened again by themselves, when it is
 * loaded and when they are plugged in.
 *
 * [UNVERIFIED-HW] No such scanner was at hand: what is tried is this file against a double of `navigator.hid`.
 * Source: https://wicg.github.io/webhid/
 */

/** What is used of WebHID, for which TypeScript has no types of its own. */
export interface Hid extends EventTarget {
  getDevices(): Promise<HidDevice[]>;
  requestDevice(options: { filters: { usagePage: number }[] }): Promise<HidDevice[]>;
}
interface HidDevice extends EventTarget {
  readonly opened: boolean;
  readonly productName: string;
  readonly collections: readonly { readonly usagePage?: number }[];
  open(): Promise<void>;
  close(): Promise<void>;
}
type ReportEvent = Event & { readonly reportId: number; readonly data: DataView };
type DeviceEvent = Event & { readonly device: HidDevice };

/** Of the report with the decoded data. */
const SCAN_REPORT = 2;
/** A continued code that is not continued is told then, ms. */
const TICK_MS = 1100;

export type HidPosMessage =
  | HidPosOutput
  | { readonly kind: 'unplugged'; readonly text: string }
  /** Which scanners are read now, by their names. */
  | { readonly kind: 'connected'; readonly names: readonly string[] };

export interface AttachedHidPos {
  /**
   * Lets the worker choose a scanner; only in answer to a press. Rejects when it cannot be opened.
   * @returns whether one was chosen.
   */
  connect(): Promise<boolean>;
}

/** @param onMessage called at once and in order */
export function attachHidPos(hid: Hid, onMessage: (message: HidPosMessage) => void): AttachedHidPos {
  const open = new Map<HidDevice, () => void>();

  const tellConnected = (): void =>
    onMessage({ kind: 'connected', names: [...open.keys()].map(({ productName }) => productName) });

  async function take(device: HidDevice): Promise<void> {
    if (open.has(device) || !device.collections.some(({ usagePage }) => usagePage === HID_POS_PAGE)) return;
    open.set(device, listenTo(device, onMessage));
    try {
      if (!device.opened) await device.open();
    } catch (error) {
      drop(device);
      throw error;
    }
    tellConnected();
  }

  function drop(device: HidDevice): boolean {
    open.get(device)?.();
    return open.delete(device);
  }

  // One that cannot be opened now, because another program has it, is there to be connected by hand.
  const takeAgain = (device: HidDevice): void => void take(device).catch(() => undefined);

  hid.addEventListener('connect', (event) => takeAgain((event as DeviceEvent).device));
  hid.addEventListener('disconnect', (event) => {
    const { device } = event as DeviceEvent;
    if (!drop(device)) return;
    onMessage({ kind: 'unplugged', text: device.productName });
    tellConnected();
  });
  // Refused where the page's headers do not allow it: then there is none.
  hid.getDevices().then(
    (devices) => devices.forEach(takeAgain),
    () => undefined,
  );

  return {
    async connect() {
      const devices = await hid.requestDevice({ filters: [{ usagePage: HID_POS_PAGE }] });
      for (const device of devices) await take(device);
      return devices.length > 0;
    },
  };
}

/** Reads a device's reports. @returns what ends it. */
function listenTo(device: HidDevice, onMessage: (message: HidPosOutput) => void): () => void {
  let state: HidPosState | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const feed = (report: Uint8Array | undefined): void => {
    clearTimeout(timer);
    const fed = feedHidPos(state, report, performance.now());
    ({ state } = fed);
    for (const output of fed.outputs) onMessage(output);
    if (state !== undefined) timer = setTimeout(feed, TICK_MS, undefined);
  };
  const onReport = (event: Event): void => {
    const { reportId, data } = event as ReportEvent;
    // Another report has a layout that is not known: said aloud like every other.
    feed(reportId === SCAN_REPORT ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array());
  };
  device.addEventListener('inputreport', onReport);
  return () => {
    clearTimeout(timer);
    device.removeEventListener('inputreport', onReport);
  };
}
