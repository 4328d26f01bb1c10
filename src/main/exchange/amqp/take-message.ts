import type { AsyncMessage, Channel, SyncMessage } from 'rabbitmq-client';
import { isStorageFault } from '../../database/storage-fault.ts';
import type { InputItem } from '../read-input.ts';
import { putAside, type Unusable } from './dead-letter.ts';
import { readMessage } from './read-message.ts';

export type Message = AsyncMessage | SyncMessage;

/**
 * Takes the event of a message, and has it on disk when it returns.
 * @param deliveries how often the message was given to somebody before.
 * @returns why it is to be put aside; undefined for one that was taken.
 */
export type TakeItem = (item: InputItem, queue: string, deliveries: number) => Unusable | undefined;

/**
 * Commits, then acknowledges: a station that dies in between gets the message again and knows it.
 * @param before the acknowledgement: no further message comes until it is out.
 * @throws what the disk did; the message was given back then.
 */
export async function takeMessage(
  channel: Channel,
  queue: string,
  message: Message,
  take: TakeItem,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { deliveryTag } = message;
  let unusable: Unusable | undefined;
  try {
    unusable = take(readMessage(message, queue), queue, deliveriesOf(message));
  } catch (error) {
    if (isStorageFault(error)) {
      await before();
      channel.basicNack({ deliveryTag, requeue: true });
      throw error;
    }
    // A fault of ours must not go round the floor for ever.
    unusable = { reason: 'unexpected', path: '$' };
  }
  if (unusable !== undefined) await putAside(channel, queue, message, unusable);
  await before();
  channel.basicAck({ deliveryTag });
}

/** Quorum queues count; elsewhere a message is at least known to have been out before. */
function deliveriesOf({ headers, redelivered }: Message): number {
  const count: unknown = headers?.['x-delivery-count'];
  return typeof count === 'number' ? count : Number(redelivered);
}
