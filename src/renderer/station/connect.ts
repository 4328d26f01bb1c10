import type { StationBridge } from '../../shared/bridge.ts';
import type { StationClient } from '../../shared/contract.ts';
import { browserWire } from './browser.ts';
import { createClient } from './client.ts';
import { desktopWire } from './desktop.ts';

/** The station of this page: in Electron over the preload's bridge, else over the address that the page came from. */
export function connectStation(): StationClient {
  const { station } = globalThis as { readonly station?: StationBridge };
  return createClient(station === undefined ? browserWire() : desktopWire(station));
}
