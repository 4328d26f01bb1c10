import type { PassEnd } from '../exchange/targets/deliver.ts';
import type { Target } from '../exchange/targets/target.ts';
import type { Log } from '../log/log-file.ts';
import { faultDetails } from '../log/log-line.ts';

/** Has the log told when a target changes from taking events to not taking them, or back: not of the tries between. */
export function logTargets(log: Log): {
  readonly passed: (target: Target, end: PassEnd) => void;
  readonly trouble: (target: Target, error: unknown) => void;
} {
  const known = new Map<string, string>();
  return {
    passed({ name, where }, { state, sent }) {
      const now = state.state === 'paused' ? 'paused' : state.attempts > 0 ? 'offline' : 'online';
      const before = known.get(name);
      // One that nothing was sent to yet is not known to be there.
      if (now === before || (before === undefined && now === 'online' && sent === 0)) return;
      known.set(name, now);
      const details = { target: name, where };
      if (now === 'online') log.info('target.online', details);
      else log.warn(`target.${now}`, { ...details, because: state.because ?? '' });
    },
    trouble: ({ name }, error) => log.error('target.trouble', { target: name, ...faultDetails(error) }),
  };
}

/** The same of the connection to the floor's broker, whether anything is to be sent or not. */
export function logBroker(log: Log): (state: 'online' | 'offline' | 'blocked', because: string) => void {
  let known = '';
  return (state, because) => {
    if (state === known) return;
    known = state;
    if (state === 'online') log.info('floor.online');
    else log.warn(`floor.${state}`, { because });
  };
}
