import { useStore } from '../app/station-context.ts';
import { PinPad } from '../components/pin-pad.tsx';

/** The PIN to the badge that was scanned: an input of the work. */
export function PinOfBadge() {
  const store = useStore();
  return (
    <PinPad
      enter={(digits) => store.submit({ text: `PS:PIN:${digits}`, entry: 'touch', startedMs: performance.now() })}
    />
  );
}
