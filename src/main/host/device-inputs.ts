import { randomUUID } from 'node:crypto';
import type { DeviceAnswer, DeviceFailure } from '../../shared/contract.ts';
import { hidePin } from '../../shared/pin-text.ts';
import type { SerialRead } from '../devices/serial-scanner.ts';
import type { Station } from '../station/station.ts';
import type { Changes } from './changes.ts';
import type { Watching } from './watching.ts';

/**
 * The door for scanners that the station itself listens to: each scan is one input with an id of its own, and every window
 * is told what came of it, so that it shows, sounds and flashes as if it had been scanned there.
 */
export function deviceInputs(parts: {
  readonly station: Pick<Station, 'handle'>;
  readonly changes: Changes;
  readonly watching: Watching;
  readonly printSoon: () => void;
  readonly fault: (error: unknown) => void;
}): (read: SerialRead) => void {
  const { station, changes, watching, printSoon, fault } = parts;

  const failed = (text: string, why: DeviceFailure): DeviceAnswer => ({
    text,
    entry: 'scan',
    outcome: { ok: false, sound: 'error', failed: why },
  });

  return (read) => {
    const { text } = read;
    if (read.kind === 'unplugged') return void changes.tell({ answer: failed(text, 'unplugged') });
    if (read.kind !== 'scan') return void changes.tell({ answer: failed(hidePin(text), read.reason) });
    try {
      const { view, ...outcome } = station.handle({ scan: text, id: randomUUID(), entry: 'scan' });
      printSoon();
      watching.showed(view, { text: hidePin(text), entry: 'scan', outcome });
    } catch (error) {
      fault(error);
      changes.tell({ answer: failed(hidePin(text), 'internal') });
    }
  };
}
