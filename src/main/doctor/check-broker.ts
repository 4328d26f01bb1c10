import { probeBroker } from '../exchange/amqp/probe-broker.ts';
import type { Settings } from '../settings/settings.ts';
import { note, ok, problem, type Finding } from './finding.ts';

/** One real connection to the floor's broker; what is missing there is named and not made. */
export async function checkBroker({ amqp, station }: Settings): Promise<Finding> {
  const { url, caFile } = amqp;
  if (url === undefined) return ok('broker', 'none is set: the station is alone');
  const { protocol, host } = new URL(url);
  const where = `${protocol}//${host}`;
  const probed = await probeBroker({ url, caFile, stationId: station.id });
  if (!probed.ok)
    return problem('broker', `${where} does not take the station in (${probed.because})`, adviceOn(probed));
  if (probed.missing.length === 0) return ok('broker', `${where} answers, with all queues`);
  const todo = 'The first start of the station makes them, if its user may configure.';
  return note('broker', `${where} answers; not there yet: ${probed.missing.join(', ')}`, todo);
}

function adviceOn({ fault, because }: { readonly fault: string; readonly because: string }): string {
  const what = `${fault} ${because}`;
  if (/ACCESS_REFUSED|NOT_ALLOWED/.test(what))
    return 'User, password or virtual host is wrong: amqp.url and amqp.password.';
  if (/ENOTFOUND|EAI_AGAIN/.test(what)) return 'Its name is not known: check amqp.url and the network.';
  if (/ECONNREFUSED/.test(what)) return 'Nobody listens there: check amqp.url, and whether it runs.';
  if (/CERT|SIGNATURE|ISSUER|self.signed/i.test(what))
    return 'Its certificate is not trusted: network.ca_file names the file of its CA.';
  return 'Check amqp.url and the network. Work that is here goes on without it.';
}
