import { openSerialScale } from '../devices/serial-scale.ts';
import { createWeighedInput } from '../devices/weighed-input.ts';
import type { Background } from './background.ts';
import type { HeldStation } from './hold.ts';
import { complain } from './output.ts';

/** Reads the scale at the bench, where one is set up. A scale that cannot be read is said; weights can be typed. */
// oxlint-disable-next-line typescript/require-await -- started like the others
export async function startScale(held: HeldStation): Promise<Background> {
  const { scale } = held.settings;
  if (scale?.kind !== 'mt-sics') return { stop: () => Promise.resolve() };
  const onReading = createWeighedInput({
    view: () => held.station.view(),
    take: (scan) => void held.station.handle({ scan, entry: 'scale' }),
    nowMs: () => performance.now(),
  });
  const source = openSerialScale({
    ...scale,
    onReading,
    onTrouble(problem) {
      held.log.warn('scale.trouble', { problem });
      complain(`The scale at ${scale.port} cannot be read: ${problem}. Weights can be typed.`);
    },
  });
  return { stop: () => source.close() };
}
