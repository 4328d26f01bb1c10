import type { Broker } from './broker.ts';
import { keepChannel, type Consuming } from './keep-channel.ts';
import { takeMessage, type TakeItem } from './take-message.ts';

/** Hears of the changes that every station hears of, one after the other, in their order. */
export function takeChanges(options: {
  readonly broker: Broker;
  readonly queue: string;
  readonly take: TakeItem;
  readonly trouble: (error: unknown) => void;
}): Consuming {
  const { broker, queue, take, trouble } = options;
  return keepChannel(
    broker,
    async (channel) => {
      await channel.basicQos({ prefetchCount: 1 });
      await channel.confirmSelect();
      channel.on('basic.cancel', () => void channel.close());
      await channel.basicConsume({ queue }, (message) => {
        // With a fault of the disk the channel begins anew after a while.
        takeMessage(channel, queue, message, take).catch((error: unknown) => {
          trouble(error);
          void channel.close();
        });
      });
    },
    trouble,
  );
}
