import { SCALE_PAGE, SCANNER_PAGE } from '../../shared/hid-pos.ts';

/*
 * What a page may do in Electron, as pure functions: each event of Electron is put to one of them, and what it answers is
 * done. Nothing here knows Electron. Items: https://www.electronjs.org/docs/latest/tutorial/security
 */

export const SCHEME = 'app';
/** The one origin there is: of the page that the station itself serves. */
export const OWN_ORIGIN = `${SCHEME}://station`;

/** A frame as Electron describes it; null when it was gone before its message was read. */
export type Frame = { readonly origin: string; readonly parent: unknown } | null;

/** Who may call: the page itself, in the window's own frame (item 17). */
export function mayCall(frame: Frame): boolean {
  return frame !== null && frame.origin === OWN_ORIGIN && frame.parent === null;
}

/** Where a window may go: to the page again, which is what a reload is (item 13). */
export function mayNavigate(url: string): boolean {
  return URL.parse(url)?.href === `${OWN_ORIGIN}/`;
}

/** `window.camera` of the settings; `hid`: `window.hid`, or a scale of the kind `hid`. */
export interface SwitchedOn {
  readonly camera: boolean;
  readonly hid: boolean;
}

export interface Wish {
  readonly permission: string;
  /** As Electron gives it: an origin or a URL, with or without a slash behind it. */
  readonly origin: string;
  /** `media` only: what is to be recorded. */
  readonly media: readonly string[];
}

/**
 * What a page is allowed (item 5): to copy a trace id, to see through the camera, and to ask for HID scanners and scales
 * where that is switched on. What hangs on a serial port is the station's, so no page is given it.
 */
export function mayHave({ permission, origin, media }: Wish, { camera, hid }: SwitchedOn): boolean {
  if (originOf(origin) !== OWN_ORIGIN) return false;
  switch (permission) {
    case 'clipboard-sanitized-write':
      return true;
    case 'media':
      return camera && media.length > 0 && media.every((kind) => kind === 'video');
    case 'hid':
      return hid;
    default:
      return false;
  }
}

/** A device as Electron describes it; only those of HID have collections. */
export interface Device {
  readonly deviceId: string;
  readonly collections?: readonly { readonly usagePage: number }[];
}

const isAtBench = ({ collections = [] }: Device): boolean =>
  collections.some(({ usagePage }) => usagePage === SCANNER_PAGE || usagePage === SCALE_PAGE);

/** Which device a page may use: a barcode scanner in HID-POS mode or a scale, where that is switched on. */
export function mayUse(
  { type, origin, device }: { readonly type: string; readonly origin: string; readonly device: Device },
  { hid }: SwitchedOn,
): boolean {
  return hid && type === 'hid' && originOf(origin) === OWN_ORIGIN && isAtBench(device);
}

/** The device that a page is given: the first for a bench among those of the kind that it asks for. */
export const benchDeviceAmong = (devices: readonly Device[]): string | undefined => devices.find(isAtBench)?.deviceId;

/** The origin of a URL with a scheme of its own, of which `URL` says that it has none. */
function originOf(text: string): string {
  const url = URL.parse(text);
  return url === null ? '' : `${url.protocol}//${url.host}`;
}
