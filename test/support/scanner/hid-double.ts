import type { Page } from 'playwright-core';

/*
 * A double of `navigator.hid`, because no scanner in HID-POS mode and no such scale is at hand and Chromium has no virtual one: devices that
 * are plugged in, given to the page by a choice, remembered, and that send reports. How a real scanner's reports look is
 * not proven by it.
 */

interface HidDouble {
  readonly unplug: () => void;
  readonly plugIn: () => void;
  readonly send: (reportId: number, bytes: readonly number[]) => void;
}
declare global {
  var hidDouble: HidDouble;
}

/** Runs in the page, before its own scripts: closed over nothing. */
export function installHidDouble(): void {
  const withDevice = (type: string, device: EventTarget) => Object.assign(new Event(type), { device });
  class Device extends EventTarget {
    opened = false;
    readonly productName: string;
    readonly collections: readonly { usagePage: number }[];
    constructor(productName: string, usagePage: number) {
      super();
      this.productName = productName;
      this.collections = [{ usagePage }];
    }
    open(): Promise<void> {
      this.opened = true;
      return Promise.resolve();
    }
    close(): Promise<void> {
      this.opened = false;
      return Promise.resolve();
    }
  }
  const scannerPage = 0x8c;
  let device = new Device('Double 1900', scannerPage);
  const scale = new Device('Double 25 kg', 0x8d);
  const given = (of: Device): string => `hid-given ${of.productName}`;
  class Double extends EventTarget {
    getDevices(): Promise<Device[]> {
      return Promise.resolve([device, scale].filter((of) => localStorage.getItem(given(of)) !== null));
    }
    requestDevice({ filters }: { filters: { usagePage: number }[] }): Promise<Device[]> {
      if (!navigator.userActivation.isActive) return Promise.reject(new DOMException('no press', 'SecurityError'));
      const isWanted = ({ collections }: Device): boolean =>
        filters.some(({ usagePage }) => collections.some((of) => of.usagePage === usagePage));
      const chosen = [device, scale].filter(isWanted);
      for (const of of chosen) localStorage.setItem(given(of), 'yes');
      return Promise.resolve(chosen);
    }
  }
  const hid = new Double();
  Object.defineProperty(navigator, 'hid', { value: hid });
  globalThis.hidDouble = {
    unplug() {
      device.opened = false;
      hid.dispatchEvent(withDevice('disconnect', device));
    },
    plugIn() {
      device = new Device('Double 1900', scannerPage);
      hid.dispatchEvent(withDevice('connect', device));
    },
    send(reportId, bytes) {
      const sender = reportId === 3 ? scale : device;
      if (!sender.opened) throw new Error('nobody listens to the device');
      const data = new DataView(Uint8Array.from(bytes).buffer);
      sender.dispatchEvent(Object.assign(new Event('inputreport'), { reportId, data }));
    },
  };
}

/** One scan as such a scanner sends it: 56 characters in a report, all but the last continued. */
export async function scanByHid(page: Page, aim: string, text: string): Promise<void> {
  const parts = text.match(/[\s\S]{1,56}/g) ?? [];
  for (const [index, part] of parts.entries()) {
    const report = Array.from({ length: 63 }, () => 0);
    const bytes = Buffer.from(aim + part, 'latin1');
    report.splice(1, bytes.length, ...bytes);
    report[0] = part.length;
    report[62] = index < parts.length - 1 ? 1 : 0;
    await page.evaluate((bytes) => globalThis.hidDouble.send(2, bytes), report);
  }
}
