import type { Log } from '../log/log-file.ts';
import type { Write } from '../trace/export/delivery-store.ts';

/** How the endpoint stands, by what came of the last request. */
type State = 'online' | 'offline' | 'parked' | 'refused';

/** Has the log told when delivery changes: once for each change, not for each of the tries between. */
export function logExport(log: Log): (write: Write) => void {
  let known: State | undefined;
  return (write) => {
    const state = stateOf(write);
    if (state === undefined || state === known) return;
    known = state;
    if (state === 'online') log.info('export.online', { endpoint: endpointOf(write) });
    else log.warn(`export.${state}`, { endpoint: endpointOf(write), because: becauseOf(write) });
  };
}

function stateOf(write: Write): State | undefined {
  if (write.op === 'failed') return 'offline';
  if (write.op === 'refuse') return 'refused';
  if (write.op === 'settle') return write.fate === 'sent' ? 'online' : write.fate;
  return undefined;
}

/** Without a query: a key may stand in it. */
function endpointOf(write: Write): string | undefined {
  if (!('endpoint' in write)) return undefined;
  const { origin, pathname } = new URL(write.endpoint);
  return `${origin}${pathname}`;
}

function becauseOf(write: Write): string | undefined {
  if (write.op === 'failed') return write.because;
  return write.op === 'settle' ? write.answer : undefined;
}
