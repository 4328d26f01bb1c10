import type { StationStatus } from '../../station/status.ts';
import type { Outside } from '../shift/outside.ts';
import { statusWhen } from '../station/status-when.ts';
import type { Finished, Program } from '../station/program.ts';
import type { Gate, Outage } from './gate.ts';

/** What was seen at the cable between the station and its backend. */
export interface CableFacts {
  readonly outages: readonly Outage[];
  /** Tries of the station that came to nothing. */
  readonly refusals: number;
  /** What `status` said just before the network was back. */
  readonly offline: StationStatus;
  /** How the sync ended under which the station was killed. */
  readonly interrupted: Finished;
}

export interface Cable {
  readonly acts: Pick<Outside, 'pullNetwork' | 'plugInNetwork'>;
  readonly facts: () => CableFacts;
}

/** The hand on the plug. From now on the station has to send by itself before the network goes. */
export function holdCable(gate: Gate, program: Program): Cable {
  const before = gate.answers();
  let seen: Pick<CableFacts, 'offline' | 'interrupted'> | undefined;
  return {
    acts: {
      async pullNetwork() {
        await gate.passed(before + 1);
        await gate.pull();
      },
      async plugInNetwork(bench) {
        await gate.refused();
        // The cut is the gate's; that it noticed is for the station to say.
        const offline = await statusWhen(program, 'a try that failed', hasFailed);
        gate.plugIn();
        // Killed when the receiver has a batch and the station does not know it yet.
        const taken = gate.holdNextAnswer();
        const syncing = program.run(['sync']);
        await taken;
        // Whoever asked for the sync looks at the folder again, becomes the station for a moment, and sends the rest.
        await bench.kill(async () => {
          seen = { offline, interrupted: await syncing };
        });
      },
    },
    facts() {
      if (seen === undefined) throw new Error('the network never came back');
      return { outages: gate.outages, refusals: gate.refusals(), ...seen };
    },
  };
}

const hasFailed = ({ delivery }: StationStatus): boolean => (delivery?.attempts ?? 0) > 0;
