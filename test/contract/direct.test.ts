import { createClient } from '../../src/renderer/station/client.ts';
import { serveStation } from '../support/hosts/served-station.ts';
import { describeStation } from './station-contract.ts';

/** No wire at all: what the calls themselves do. */
describeStation('on the station directly', () => {
  const { host, open } = serveStation();
  const client = createClient({
    call: (name, input) => host.call(name, input),
    watch({ change, connected }) {
      const stop = host.watch(change);
      connected(true);
      return stop;
    },
  });
  return Promise.resolve({
    client,
    raw: (name, input) => host.call(name, input),
    takeIn: (...events) => {
      for (const event of events) open.intake(JSON.stringify(event), 'urn:test');
      return Promise.resolve();
    },
  });
});
