import { followClaims } from '../exchange/amqp/claims-stream.ts';
import { connectBroker } from '../exchange/amqp/broker.ts';
import { BROKER } from '../exchange/outbox.ts';
import { brokerTarget } from '../exchange/amqp/broker-target.ts';
import type { Consuming } from '../exchange/amqp/keep-channel.ts';
import { changesQueue, WORK_QUEUES } from '../exchange/amqp/names.ts';
import { takeChanges } from '../exchange/amqp/take-changes.ts';
import { takeWork } from '../exchange/amqp/take-work.ts';
import { changesFromFloor, hasRoomFor, workFromFloor } from '../orders/floor-intake.ts';
import { orderStore } from '../orders/store.ts';
import { faultDetails } from '../log/log-line.ts';
import type { Background, BackgroundOptions } from './background.ts';
import type { HeldStation } from './hold.ts';
import { keepTakingOver } from './keep-taking-over.ts';
import { logBroker } from './log-targets.ts';
import { eventTargets } from './station-targets.ts';

/**
 * The station among others, while it runs: it tells webhooks, folders and the broker of every event out, takes work from
 * the floor and hears of changes. With `--no-sync` it is alone.
 */
export function startFloor(held: HeldStation, { sync }: BackgroundOptions): Promise<Background> {
  if (!sync) return Promise.resolve({ stop: () => Promise.resolve() });
  const { url } = held.settings.amqp;
  let isBack = (): void => undefined;
  const floor = url === undefined ? undefined : joinFloor(held, url, () => isBack());
  const telling = eventTargets.tell(held, floor === undefined ? [] : [floor.target]);
  isBack = () => telling.again(BROKER);
  return Promise.resolve({
    async stop() {
      await telling.stop();
      await floor?.stop();
    },
  });
}

function joinFloor(held: HeldStation, url: string, isBack: () => void) {
  const { db, settings, intake, log } = held;
  const { id, roles } = settings.station;
  const { claimAhead, caFile } = settings.amqp;
  const orders = orderStore(db);
  const tell = logBroker(log);
  const broker = connectBroker({
    url,
    caFile,
    stationId: id,
    changed(state, because) {
      tell(state, because);
      if (state === 'online') isBack();
    },
  });
  const trouble = (error: unknown): void => log.warn('floor.trouble', faultDetails(error));
  const consuming: Consuming[] = roles.map((stage) =>
    takeWork({
      broker,
      queues: WORK_QUEUES[stage],
      take: workFromFloor(intake),
      hasRoom: () => hasRoomFor(orders, stage, claimAhead),
      trouble,
    }),
  );
  consuming.push(takeChanges({ broker, queue: changesQueue(id), take: changesFromFloor(intake), trouble }));
  const takingOver = keepTakingOver(held);
  return {
    target: brokerTarget(broker, followClaims({ broker, ...held.floor, trouble }), held.floor),
    async stop() {
      await Promise.all([takingOver, ...consuming].map((each) => each.stop()));
      broker.close();
    },
  };
}
