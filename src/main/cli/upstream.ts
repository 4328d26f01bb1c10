import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FolderProblem, reasonOf } from '../database/folder-problem.ts';
import { makeFolder } from '../database/open.ts';
import { createService } from '../demo/shop/service.ts';
import { placeOrder } from '../demo/upstream/shop-events.ts';
import { toBroker, toHttp, toInbox, type WayOut } from '../demo/upstream/ways-out.ts';
import { loadSettings } from '../settings/load.ts';
import type { SettingsFile } from '../settings/schema.ts';
import { UsageError, type Arguments } from './arguments.ts';
import { complain, print } from './output.ts';

const MOST_ORDERS = 10_000;

/**
 * `upstream`: plays the shop before this station. Its checkouts are spans of the plain SDK, sent to the endpoint; orders and
 * confirmations go to the inbox, the running station's HTTP door or the broker. A JSON line per order.
 */
export async function upstream({ folder, values }: Arguments): Promise<number> {
  const { orders: wanted = '10', to = 'inbox' } = values;
  const count = /^\d{1,5}$/.test(wanted) ? Number(wanted) : 0;
  if (count < 1 || count > MOST_ORDERS) throw new UsageError(`--orders takes a number from 1 to ${MOST_ORDERS}`);
  const settings = loadSettings(folder, process.env);
  const name = `UP-${Date.now().toString(36).toUpperCase()}`;
  const way = wayOut(to, folder, settings, `${name}.jsonl`);
  const endpoint = endpointOf(values['endpoint'], settings);
  if (endpoint === undefined) complain('No endpoint is set: nobody is sent the spans of the checkouts.');
  const services = {
    checkout: createService('checkout', endpoint),
    payment: createService('payment', endpoint),
    inventory: createService('inventory', endpoint),
  };
  const placed = Array.from({ length: count }, (_, index) =>
    placeOrder(services, `${name}-${index + 1}`, index, Date.now()),
  );
  try {
    await way(placed.flatMap(({ events }) => events));
  } catch (error) {
    complain(`The orders could not be given to ${to}: ${reasonOf(error)}.`);
    return 1;
  } finally {
    await Promise.all(Object.values(services).map((service) => service.close()));
  }
  for (const { orderId, checkout } of placed)
    print(JSON.stringify({ order_id: orderId, to, traceparent: checkout.traceparent }));
  return 0;
}

function wayOut(to: string, folder: string, settings: SettingsFile, name: string): WayOut {
  switch (to) {
    case 'inbox':
      makeFolder(folder);
      return toInbox(join(folder, 'inbox'), name);
    case 'http': {
      const port = join(folder, 'http-port');
      if (!existsSync(port)) throw new FolderProblem(`No station takes events over HTTP in ${folder}: set http.port.`);
      const token = resolve(folder, settings.http?.token_file ?? 'http-token');
      const url = `http://127.0.0.1:${readFileSync(port, 'utf8').trim()}/events`;
      return toHttp(url, readFileSync(token, 'utf8').trim());
    }
    case 'amqp':
      if (settings.amqp?.url === undefined) throw new UsageError('no broker is set: amqp.url, or PICKSPAN_AMQP_URL');
      return toBroker(settings.amqp.url);
    default:
      throw new UsageError('--to is inbox, http or amqp');
  }
}

function endpointOf(given: string | undefined, settings: SettingsFile): string | undefined {
  const endpoint = given ?? process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? settings.telemetry?.endpoint;
  if (endpoint !== undefined && !URL.canParse(endpoint)) throw new UsageError(`${endpoint} is no address`);
  return endpoint?.replace(/\/+$/, '');
}
