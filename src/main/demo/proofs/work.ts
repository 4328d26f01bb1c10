import { isCancelled, ORDERS } from '../shop/orders.ts';
import { proof, type Evidence, type Proof } from './evidence.ts';

/** What the workers saw. */
export function workProofs({ shift, findings }: Evidence): Proof[] {
  const { scans, log, notMade } = shift;
  const states = Object.entries(findings.status.orders).filter(([, count]) => count > 0);
  const over = new Set(['dispatched', 'cancelled', 'put_back']);
  const other = states.filter(([state]) => !over.has(state));
  const dispatched = findings.status.orders['dispatched'] ?? 0;
  return [
    proof(
      'every scan is answered as the worker expected',
      shift.surprises,
      scans.made,
      `${scans.made} scans, ${scans.repeated} sent twice`,
    ),
    proof(
      'everything that can go wrong in a shift did',
      notMade.map((name) => `there was no occasion for: ${name}`),
      log.mistakes.size,
      `${log.mistakes.size} mistakes and detours`,
    ),
    proof(
      'every order is dispatched that was not cancelled',
      dispatched === ORDERS.filter((order) => !isCancelled(order)).length && other.length === 0
        ? []
        : [states.map(([state, count]) => `${count} ${state}`).join(', ')],
      dispatched,
      states.map(([state, count]) => `${count} ${state.replace('_', ' ')}`).join(', '),
    ),
  ];
}
