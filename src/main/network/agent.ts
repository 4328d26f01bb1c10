import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { authorities } from './authorities.ts';
import { throughProxy, withProxy } from './proxy.ts';

/** How the house lets a request out. */
export interface WayOut {
  /** The variables that everybody knows for a proxy win over the settings. */
  readonly environment: NodeJS.ProcessEnv;
  readonly network: { readonly ca_file?: string | undefined; readonly proxy?: string | undefined };
}

/**
 * Connections to one place, kept open between requests, through the house's proxy.
 * @param certificate a file (PEM): the only one that the place is trusted by. The house's own comes besides everybody's.
 * @throws where a file of certificates cannot be read.
 */
export function agentTo(url: URL, { environment, network }: WayOut, certificate?: string): HttpAgent | HttpsAgent {
  const ca = certificate === undefined ? authorities(network.ca_file) : readFileSync(certificate);
  const agent =
    url.protocol === 'https:'
      ? new HttpsAgent({ keepAlive: true, ...(ca === undefined ? {} : { ca }) })
      : new HttpAgent({ keepAlive: true });
  return throughProxy(agent, withProxy(environment, network.proxy));
}
