/*
 * What every page of the station is sent with, whatever host sends it: the one place where it is said what a page may do.
 * Sources: https://www.w3.org/TR/CSP3/, https://www.electronjs.org/docs/latest/tutorial/security (item 7).
 */

export interface PageOptions {
  /** Whether scanning with the camera is switched on: its decoder is WebAssembly, which is compiled at run time. */
  readonly camera: boolean;
  /** Whether the page may be given HID-POS scanners. */
  readonly hid: boolean;
}

/** Nothing but what the station itself serves; no inline script, no eval, no frame, no form, nowhere to send anything. */
export function contentSecurityPolicy({ camera }: Pick<PageOptions, 'camera'>): string {
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...(camera ? ["'wasm-unsafe-eval'"] : [])],
    'style-src': ["'self'"],
    // Pictures of items lie where the shop has them.
    'img-src': ["'self'", 'data:', 'https:'],
    'media-src': ["'self'"],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

const own = (is: boolean): string => (is ? '(self)' : '()');

export function pageHeaders(options: PageOptions): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(options),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': `camera=${own(options.camera)}, hid=${own(options.hid)}, microphone=(), geolocation=(), display-capture=(), usb=(), serial=()`,
  };
}
