import type { StationBridge } from '../../shared/bridge.ts';
import type { Wire } from './wire.ts';

/** Electron's main process, over the bridge that the preload made. It is there as long as this page is. */
export function desktopWire(bridge: StationBridge): Wire {
  return {
    call: (name, input) => bridge[name](input as never),
    watch({ change, connected }) {
      const stop = bridge.watch(change);
      connected(true);
      return stop;
    },
  };
}
