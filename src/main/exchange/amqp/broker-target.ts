import type { Publisher, ReturnedMessage } from 'rabbitmq-client';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { reasonOf } from '../../database/folder-problem.ts';
import { BROKER } from '../outbox.ts';
import type { CloudEventOut } from '../targets/cloud-event.ts';
import type { SendOutcome, Target } from '../targets/target.ts';
import type { Broker } from './broker.ts';
import type { FollowingClaims } from './claims-stream.ts';
import { BOUND_KEYS, EXCHANGE } from './names.ts';

/** A confirm that has not come by then has got lost, or the broker is blocked: the message is sent again. */
const CONFIRM_MS = 15_000;

/** How long an event waits for the claims of others to be read, in ms. */
const CLAIMS_MS = 10_000;
const LOOK_EVERY_MS = 20;

/** What gives an order to another station: not before it is known to be ours. */
const HANDS_ON: ReadonlySet<string> = new Set(['orders.picked', 'orders.packed']);

/**
 * The broker as a target: an event counts as taken when the broker has confirmed it. A station that was cut off reads
 * first what others claimed meanwhile: an order that is theirs by now it must not hand on.
 */
export function brokerTarget(
  broker: Broker,
  claims: FollowingClaims,
  {
    isSettled,
    awaits,
  }: { readonly isSettled: (orderId: string) => boolean; readonly awaits: (orderId: string) => readonly string[] },
): Target {
  const returned = new Set<string>();
  const publisher: Publisher = broker.connection.createPublisher({ confirm: true, maxAttempts: 1 });
  publisher.on('basic.return', ({ messageId }: ReturnedMessage) => {
    if (messageId !== undefined) returned.add(messageId);
  });

  async function comes(isSo: () => boolean): Promise<boolean> {
    for (const untilMs = performance.now() + CLAIMS_MS; performance.now() < untilMs;) {
      if (isSo()) return true;
      await wait(LOOK_EVERY_MS);
    }
    return isSo();
  }

  function later(): SendOutcome {
    const blocked = broker.blockedBecause();
    const because = blocked === undefined ? 'the broker did not confirm in time' : `the broker is blocked: ${blocked}`;
    return { kind: 'later', because };
  }

  async function publish(event: CloudEventOut): Promise<SendOutcome> {
    await broker.ready();
    if (broker.blockedBecause() !== undefined) return later();
    if (!(await comes(claims.isCaughtUp)))
      return { kind: 'later', because: 'the claims of other stations are not read yet' };
    const { id, subject } = event.attributes;
    if (HANDS_ON.has(event.routingKey) && !(await comes(() => isSettled(subject))))
      return { kind: 'later', because: `the claim on ${subject} has not come back yet` };
    const late = new AbortController();
    const timeout = wait(CONFIRM_MS, 'late' as const, { signal: late.signal }).catch(() => 'late' as const);
    const sent = publisher.send(
      {
        exchange: EXCHANGE,
        routingKey: event.routingKey,
        // Whoever only listens may be nobody; work must reach its queue.
        mandatory: BOUND_KEYS.has(event.routingKey),
        durable: true,
        messageId: id,
        contentType: event.attributes.datacontenttype,
        type: event.attributes.type,
        headers: headersOf(event),
      },
      Buffer.from(HANDS_ON.has(event.routingKey) ? withAwaits(event.data, awaits(subject)) : event.data),
    );
    try {
      const blocked = broker.whenBlocked().then(() => 'late' as const);
      if ((await Promise.race([sent, timeout, blocked])) === 'late') {
        sent.catch(() => undefined);
        return later();
      }
    } finally {
      late.abort();
    }
    // What comes back comes back before the confirm, and is told a turn after it.
    await nextTurn();
    return returned.delete(id)
      ? { kind: 'later', because: `no queue at the broker takes ${event.routingKey}` }
      : { kind: 'taken' };
  }

  return {
    name: BROKER,
    where: broker.where,
    address: broker.where,
    atOnce: 32,
    async send(event) {
      try {
        return await publish(event);
      } catch (error) {
        return { kind: 'later', because: reasonOf(error) };
      }
    },
    async close() {
      await claims.stop();
      broker.close();
    },
  };
}

/** Who claims the order beside us is known for sure when our claim has come back, and that may be after the stage ended. */
function withAwaits(data: string, awaits: readonly string[]): string {
  return awaits.length === 0 ? data : JSON.stringify({ ...(JSON.parse(data) as object), awaits });
}

/** Binary mode: attributes as headers, the data alone as the body; the trace context also where tracing libraries look. */
function headersOf({ attributes }: CloudEventOut): Record<string, string> {
  const { datacontenttype: _, ...rest } = attributes;
  const { traceparent } = attributes;
  const prefixed = Object.entries(rest).map(([name, value]) => [`cloudEvents:${name}`, value]);
  const headers = Object.fromEntries(prefixed) as Record<string, string>;
  return traceparent === undefined ? headers : { ...headers, traceparent };
}
