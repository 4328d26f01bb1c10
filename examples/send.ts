// Sends a CloudEvent to the warehouse: to its broker (AMQP_URL), else to one station (STATION_URL, STATION_TOKEN).
import { HTTP, type CloudEvent } from 'cloudevents';
import { Connection } from 'rabbitmq-client';

/** @param routingKey orders.new, orders.new.rush or orders.changes. */
export async function send(event: CloudEvent<unknown>, routingKey: string): Promise<void> {
  const { AMQP_URL: broker, STATION_URL: station, STATION_TOKEN: token = '' } = process.env;
  if (broker !== undefined) await publish(broker, event, routingKey);
  else if (station !== undefined) await post(`${station}/events`, token, HTTP.structured(event));
  else throw new Error('where to? set AMQP_URL, or STATION_URL and STATION_TOKEN');
}

async function publish(url: string, event: CloudEvent<unknown>, routingKey: string): Promise<void> {
  const connection = new Connection(url);
  // Stations declare exchange and queues at their first start; what reaches no queue comes back.
  const publisher = connection.createPublisher({ confirm: true });
  const returned = new Promise<never>((_, reject) => {
    publisher.on('basic.return', () => reject(new Error(`no queue takes ${routingKey}`)));
  });
  const { data, ...attributes } = event.toJSON();
  const headers = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [`cloudEvents:${name}`, value]));
  const to = { exchange: 'fulfillment', routingKey, durable: true, mandatory: true, contentType: 'application/json' };
  try {
    // Resolves when the broker has it on its disks.
    await Promise.race([publisher.send({ ...to, headers }, Buffer.from(JSON.stringify(data))), returned]);
  } finally {
    await publisher.close();
    await connection.close();
  }
}

/** A plain JSON message of another system goes the same way, with `application/json`. */
export async function post(url: string, token: string, message: { headers: object; body: unknown }): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...message.headers, authorization: `Bearer ${token}` },
    body: String(message.body),
  });
  const said = await answer.text();
  console.log(said);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
}
