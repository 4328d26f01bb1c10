import { randomUUID } from 'node:crypto';
import type { DeviceAnswer, DeviceFailure } from '../../shared/contract.ts';
import type { Reading } from '../devices/scale.ts';
import { hidePin } from '../../shared/pin-text.ts';
import type { SerialRead } from '../devices/serial-scanner.ts';
import { createWeighedInput } from '../devices/weighed-input.ts';
import type { Station } from '../station/station.ts';
import type { Changes } from './changes.ts';
import type { Watching } from './watching.ts';

export interface DeviceInputs {
  readonly heard: (read: SerialRead) => void;
  /** A reading of a scale that a window listens to. */
  readonly weighed: (reading: Reading) => void;
}

/**
 * The door for devices whose inputs no window sends: each scan is one input with an id of its own, and every window
 * is told what came of it, so that it shows, sounds and flashes as if it had been scanned there.
 */
export function deviceInputs(parts: {
  readonly station: Pick<Station, 'handle' | 'view'>;
  readonly changes: Changes;
  readonly watching: Watching;
  readonly printSoon: () => void;
  readonly fault: (error: unknown) => void;
}): DeviceInputs {
  const { station, changes, watching, printSoon, fault } = parts;

  const failed = (text: string, why: DeviceFailure): DeviceAnswer => ({
    text,
    entry: 'scan',
    outcome: { ok: false, sound: 'error', failed: why },
  });

  function take(text: string, entry: 'scan' | 'scale'): void {
    try {
      const { view, ...outcome } = station.handle({ scan: text, id: randomUUID(), entry });
      printSoon();
      watching.showed(view, { text: hidePin(text), entry: 'scan', outcome });
    } catch (error) {
      fault(error);
      changes.tell({ answer: failed(hidePin(text), 'internal') });
    }
  }

  return {
    heard(read) {
      const { text } = read;
      if (read.kind === 'scan') take(text, 'scan');
      else if (read.kind === 'unplugged') changes.tell({ answer: failed(text, 'unplugged') });
      else changes.tell({ answer: failed(hidePin(text), read.reason) });
    },
    weighed: createWeighedInput({
      view: station.view,
      take: (scan) => take(scan, 'scale'),
      nowMs: () => performance.now(),
    }),
  };
}
