/*
 * Devices of one kind through WebHID: those that the page was given once are opened again by themselves, when it is loaded
 * and when they are plugged in.
 *
 * [UNVERIFIED-HW] No such device was at hand: what is tried is this file against a double of `navigator.hid`.
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

/** Takes the reports of one device. */
export interface ReportListener {
  report(id: number, bytes: Uint8Array): void;
  end(): void;
}

export interface FollowedHid {
  /**
   * Lets the worker choose a device; only in answer to a press. Rejects when it cannot be opened.
   * @returns whether one was chosen.
   */
  connect(): Promise<boolean>;
}

/** Follows all devices of a usage page. What it is told of comes at once and in order. */
export function followHid(
  hid: Hid,
  usagePage: number,
  tell: {
    readonly listener: () => ReportListener;
    /** Which are read now, by their names. */
    readonly connected: (names: readonly string[]) => void;
    readonly unplugged: (name: string) => void;
  },
): FollowedHid {
  const open = new Map<HidDevice, () => void>();

  const tellConnected = (): void => tell.connected([...open.keys()].map(({ productName }) => productName));

  async function take(device: HidDevice): Promise<void> {
    if (open.has(device) || !device.collections.some((of) => of.usagePage === usagePage)) return;
    open.set(device, listenTo(device, tell.listener()));
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
    tell.unplugged(device.productName);
    tellConnected();
  });
  // Refused where the page's headers do not allow it: then there is none.
  hid.getDevices().then(
    (devices) => devices.forEach(takeAgain),
    () => undefined,
  );

  return {
    async connect() {
      const devices = await hid.requestDevice({ filters: [{ usagePage }] });
      for (const device of devices) await take(device);
      return devices.length > 0;
    },
  };
}

function listenTo(device: HidDevice, listener: ReportListener): () => void {
  const onReport = (event: Event): void => {
    const { reportId, data } = event as ReportEvent;
    listener.report(reportId, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  };
  device.addEventListener('inputreport', onReport);
  return () => {
    listener.end();
    device.removeEventListener('inputreport', onReport);
  };
}
