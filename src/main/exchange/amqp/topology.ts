import type { Connection } from 'rabbitmq-client';
import { errorCode } from '../../database/durable-file.ts';
import { CHANGES_KEY, changesQueue, CLAIMS_STREAM, deadQueue, EXCHANGE, WORK_QUEUES } from './names.ts';

/**
 * A message that was given back often is no poison here: a station gives back what it has no room for, and what it cannot
 * read it puts aside itself. RabbitMQ 4 would drop it after 20 times; 3.x knows no word for 'never'.
 */
const QUORUM = { 'x-queue-type': 'quorum', 'x-delivery-limit': 1_000_000 };
/** Who takes over a dead station reads claims of the last two weeks. */
const STREAM = { 'x-queue-type': 'stream', 'x-max-age': '14D' };

/**
 * Declares all that the floor needs; what is there already stays. Queues are on the disks of most nodes before a message
 * counts as delivered.
 */
export async function declareTopology(connection: Connection, stationId: string): Promise<void> {
  await connection.exchangeDeclare({ exchange: EXCHANGE, type: 'topic', durable: true });
  const changes = changesQueue(stationId);
  for (const queue of [...Object.values(WORK_QUEUES).flat(), changes]) {
    await declareQueue(connection, queue, QUORUM);
    await declareQueue(connection, deadQueue(queue), QUORUM);
    const routingKey = queue === changes ? CHANGES_KEY : queue;
    await connection.queueBind({ exchange: EXCHANGE, queue, routingKey });
  }
  await declareQueue(connection, CLAIMS_STREAM, STREAM);
  await connection.queueBind({ exchange: EXCHANGE, queue: CLAIMS_STREAM, routingKey: CLAIMS_STREAM });
}

/** A queue that somebody has declared with limits of their own is used as it is. */
async function declareQueue(
  connection: Connection,
  queue: string,
  declared: Readonly<Record<string, unknown>>,
): Promise<void> {
  try {
    await connection.queueDeclare({ queue, durable: true, arguments: { ...declared } });
  } catch (error) {
    if (errorCode(error) !== 'PRECONDITION_FAILED') throw error;
    await connection.queueDeclare({ queue, passive: true });
  }
}
