import type { AsyncMessage, Channel, SyncMessage } from 'rabbitmq-client';
import { deadQueue } from './names.ts';

/** Why a message is no use here: a stable word, and where in it. */
export interface Unusable {
  readonly reason: string;
  readonly path: string;
}

/**
 * Puts a message aside, as it came, for people to look at. Resolves when the broker has it for good; only then may it be
 * acknowledged where it came from. The channel confirms what is published on it.
 */
export async function putAside(
  channel: Channel,
  queue: string,
  message: AsyncMessage | SyncMessage,
  { reason, path }: Unusable,
): Promise<void> {
  // Tables and lists of the broker's own would not come out as they went in.
  const headers = Object.entries(message.headers ?? {}).filter(
    ([name, value]) => !name.startsWith('x-') && ['string', 'number', 'boolean'].includes(typeof value),
  );
  const { contentType, contentEncoding, messageId, type } = message;
  await channel.basicPublish(
    {
      routingKey: deadQueue(queue),
      durable: true,
      ...(contentType === undefined ? {} : { contentType }),
      ...(contentEncoding === undefined ? {} : { contentEncoding }),
      ...(messageId === undefined ? {} : { messageId }),
      ...(type === undefined ? {} : { type }),
      headers: { ...Object.fromEntries(headers), 'x-reason': reason, 'x-path': path },
    },
    Buffer.isBuffer(message.body) ? message.body : bytesOf(message.body),
  );
}

const bytesOf = (body: unknown): Buffer => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
