import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';

/** What is on this computer is never asked for through a proxy, unless NO_PROXY says otherwise. */
const DIRECT = 'localhost,127.0.0.1,[::1]';

/** The proxy of the settings as the variables that everybody knows; those that are set win. */
export function withProxy(environment: NodeJS.ProcessEnv, proxy: string | undefined): NodeJS.ProcessEnv {
  if (proxy === undefined || namesProxy(environment)) return environment;
  return { NO_PROXY: DIRECT, ...environment, HTTP_PROXY: proxy, HTTPS_PROXY: proxy };
}

/** Node's own agents know HTTPS_PROXY, HTTP_PROXY and NO_PROXY from 22.21 and 24.5 on; older ones go straight. */
export function throughProxy(agent: HttpAgent | HttpsAgent, environment: NodeJS.ProcessEnv): HttpAgent | HttpsAgent {
  if (!namesProxy(environment)) return agent;
  return remade(agent, { proxyEnv: environment });
}

/** The same agent with more options: its own are there at run time, missing in its types. */
export function remade(agent: HttpAgent | HttpsAgent, more: AgentOptions): HttpAgent | HttpsAgent {
  const options = { ...(agent as { readonly options?: AgentOptions }).options, ...more };
  return agent instanceof HttpsAgent ? new HttpsAgent(options) : new HttpAgent(options);
}

const namesProxy = (environment: NodeJS.ProcessEnv): boolean =>
  Object.entries(environment).some(([name, value]) => /^https?_proxy$/i.test(name) && value !== '');
