import { randomUUID } from 'node:crypto';
import type { AsyncMessage, Channel } from 'rabbitmq-client';
import type { InputItem } from '../read-input.ts';
import type { Broker } from './broker.ts';
import { keepChannel, type Consuming } from './keep-channel.ts';
import { CLAIMS_STREAM, EXCHANGE } from './names.ts';
import { readMessage } from './read-message.ts';

const AT_ONCE = 200;
/** Of orders whose messages may come again. */
const LATELY = '1h';

/**
 * Hears of the claims of all stations from where it stopped last time; a station that is new begins with those of the last hour.
 * @param heard has taken the claim, and noted how far the stream is read, when it returns.
 */
export function followClaims(options: {
  readonly broker: Broker;
  readonly readThrough: () => number | undefined;
  readonly heard: (item: InputItem, offset: number) => void;
  readonly trouble: (error: unknown) => void;
}): FollowingClaims {
  const { broker, readThrough, heard, trouble } = options;
  let caughtUpOn: Channel | undefined;
  const consuming = keepChannel(
    broker,
    async (channel) => {
      await channel.basicQos({ prefetchCount: AT_ONCE });
      await channel.confirmSelect();
      channel.on('basic.cancel', () => void channel.close());
      const mark = randomUUID();
      const last = readThrough();
      await consume(channel, last === undefined ? LATELY : last + 1, (item, offset, message) => {
        try {
          heard(item, offset);
          channel.basicAck({ deliveryTag: message.deliveryTag });
          if (message.messageId === mark) caughtUpOn = channel;
        } catch (error) {
          trouble(error);
          void channel.close();
        }
      });
      await leaveMark(channel, mark);
    },
    trouble,
  );
  return { ...consuming, isCaughtUp: () => caughtUpOn?.active === true };
}

export interface FollowingClaims extends Consuming {
  /** Whether all that others claimed while this station was away has been heard: until then it hands nothing on. */
  readonly isCaughtUp: () => boolean;
}

/** Reads all claims there are, from the oldest, up to a mark that it leaves itself. @throws when the broker goes away. */
export async function readClaims(broker: Broker): Promise<InputItem[]> {
  await broker.ready();
  const channel = await broker.connection.acquire();
  const gone = new Promise<never>((_, reject) => {
    channel.once('close', () => reject(new Error('the broker went away while its claims were read')));
  });
  const mark = randomUUID();
  const items: InputItem[] = [];
  try {
    await channel.basicQos({ prefetchCount: AT_ONCE });
    await channel.confirmSelect();
    const read = new Promise<void>((resolve, reject) => {
      consume(channel, 'first', (item, _, message) => {
        // What comes after the mark, while the channel closes, is nobody's.
        if (!channel.active) return;
        channel.basicAck({ deliveryTag: message.deliveryTag });
        if (message.messageId === mark) resolve();
        else items.push(item);
      }).catch(reject);
    });
    await leaveMark(channel, mark);
    await Promise.race([read, gone]);
    return items;
  } finally {
    gone.catch(() => undefined);
    await channel.close();
  }
}

/** A message that is no claim: whoever left it knows, when it comes, that all before it has been read. */
function leaveMark(channel: Channel, mark: string): Promise<void> {
  const to = { exchange: EXCHANGE, routingKey: CLAIMS_STREAM, durable: true, messageId: mark, type: 'mark' };
  return channel.basicPublish(to, Buffer.from('{}'));
}

async function consume(
  channel: Channel,
  from: string | number,
  each: (item: InputItem, offset: number, message: AsyncMessage) => void,
): Promise<void> {
  await channel.basicConsume({ queue: CLAIMS_STREAM, arguments: { 'x-stream-offset': from } }, (message) => {
    each(readMessage(message, CLAIMS_STREAM), Number(message.headers?.['x-stream-offset'] ?? 0), message);
  });
}
