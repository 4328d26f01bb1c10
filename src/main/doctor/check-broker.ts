import { probeBroker } from '../exchange/amqp/probe-broker.ts';
import type { Settings } from '../settings/settings.ts';
import { note, ok, problem, type Found } from './finding.ts';

/** One real connection to the floor's broker; what is missing there is named and not made. */
export async function checkBroker({ amqp, station }: Settings): Promise<Found> {
  const { url, caFile } = amqp;
  if (url === undefined) return ok('broker.none');
  const { protocol, host } = new URL(url);
  const where = `${protocol}//${host}`;
  const probed = await probeBroker({ url, caFile, stationId: station.id });
  if (!probed.ok) return problem('broker.refused', adviceOn(probed), { where, because: probed.because });
  if (probed.missing.length === 0) return ok('broker.all', { where });
  return note('broker.missing', 'broker.missing.todo', { where, queues: probed.missing });
}

function adviceOn({ fault, because }: { readonly fault: string; readonly because: string }) {
  const what = `${fault} ${because}`;
  if (/ACCESS_REFUSED|NOT_ALLOWED/.test(what)) return 'broker.user.todo';
  if (/ENOTFOUND|EAI_AGAIN/.test(what)) return 'broker.name.todo';
  if (/ECONNREFUSED/.test(what)) return 'broker.nobody.todo';
  return /CERT|SIGNATURE|ISSUER|self.signed/i.test(what) ? 'broker.certificate.todo' : 'broker.network.todo';
}
