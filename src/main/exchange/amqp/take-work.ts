import type { AsyncMessage, Channel } from 'rabbitmq-client';
import type { Broker } from './broker.ts';
import { keepChannel, type Consuming } from './keep-channel.ts';
import { takeMessage, type TakeItem } from './take-message.ts';

const LOOK_EVERY_MS = 250;
/** After a fault of the disk. */
const LET_BE_MS = 5000;

/**
 * Takes orders of one stage from their queues, the first queue first, as long as there is room for one more. With enough
 * in hand it does not listen at all, so that others get the work; starting a job never asks the broker.
 * @param hasRoom whether the station holds fewer orders of the stage than it may.
 */
export function takeWork(options: {
  readonly broker: Broker;
  readonly queues: readonly string[];
  readonly take: TakeItem;
  readonly hasRoom: () => boolean;
  readonly trouble: (error: unknown) => void;
}): Consuming {
  const { broker, queues, take, trouble } = options;
  let letBeUntil = 0;
  const hasRoom = (): boolean => performance.now() >= letBeUntil && options.hasRoom();

  async function serve(channel: Channel): Promise<void> {
    await channel.basicQos({ prefetchCount: 1 });
    await channel.confirmSelect();
    const listening = new Map<string, string>();
    let turn = Promise.resolve();

    /** One thing after the other: two messages at once would both see the same room. */
    function inTurn(work: () => Promise<void>): void {
      turn = turn.then(work).catch((error: unknown) => {
        letBeUntil = performance.now() + LET_BE_MS;
        if (channel.active) trouble(error);
      });
    }

    async function listen(): Promise<void> {
      for (const queue of queues) {
        if (listening.has(queue)) continue;
        const { consumerTag } = await channel.basicConsume({ queue }, (message) =>
          inTurn(() => arrived(queue, message)),
        );
        listening.set(queue, consumerTag);
      }
    }

    async function stopListening(): Promise<void> {
      for (const [queue, tag] of listening) {
        listening.delete(queue);
        await channel.basicCancel(tag);
      }
    }

    /** Before the last acknowledgement: with it the broker would send one more. */
    const whenEnough = async (): Promise<void> => (hasRoom() ? undefined : stopListening());

    async function arrived(queue: string, message: AsyncMessage): Promise<void> {
      for (const first of queues.slice(0, queues.indexOf(queue))) {
        while (hasRoom()) {
          const urgent = await channel.basicGet({ queue: first });
          if (urgent === undefined) break;
          await takeMessage(channel, first, urgent, take, whenEnough);
        }
      }
      if (hasRoom()) await takeMessage(channel, queue, message, take, whenEnough);
      else {
        await stopListening();
        channel.basicNack({ deliveryTag: message.deliveryTag, requeue: true });
      }
    }

    // A queue that was removed and declared again has lost its listeners.
    channel.on('basic.cancel', () => void channel.close());
    const look = (): void => inTurn(async () => (hasRoom() ? listen() : stopListening()));
    const timer = setInterval(look, LOOK_EVERY_MS);
    channel.once('close', () => clearInterval(timer));
    look();
    await turn;
  }

  return keepChannel(broker, serve, trouble);
}
