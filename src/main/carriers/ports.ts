import type { WayOut } from '../network/agent.ts';
import type { Settings } from '../settings/settings.ts';
import type { CarrierPort } from './carrier-port.ts';
import { karrio } from './karrio.ts';

/** The carriers of the settings that make their labels themselves. */
export function carrierPorts(carriers: Settings['carriers'], wayOut: WayOut): ReadonlyMap<string, CarrierPort> {
  const ports = new Map<string, CarrierPort>();
  for (const [code, { adapter }] of carriers) {
    if (adapter === undefined) continue;
    const { url, token, service, account } = adapter;
    ports.set(code, karrio({ url, token, service, account, wayOut }));
  }
  return ports;
}
