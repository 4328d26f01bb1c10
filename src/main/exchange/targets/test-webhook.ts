// A receiver of webhooks as somebody else would write it: answers as a test says and keeps what came.
import { CloudEvent, HTTP } from 'cloudevents';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Hook {
  readonly event: CloudEvent;
  readonly headers: IncomingHttpHeaders;
  readonly isSigned: boolean;
}

export interface WebhookReceiver {
  readonly url: string;
  /** What was answered with 2xx, in order. */
  readonly taken: Hook[];
  /** All of it. */
  readonly all: Hook[];
}

export type Respond = (
  event: CloudEvent,
) => { readonly status: number; readonly headers?: Record<string, string> } | undefined;

export async function receiveWebhooks(secret: string, respond: Respond): Promise<WebhookReceiver> {
  const taken: Hook[] = [];
  const all: Hook[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { headers } = request;
      const parsed = HTTP.toEvent({ headers, body });
      const event = Array.isArray(parsed) ? parsed[0] : parsed;
      if (!(event instanceof CloudEvent)) throw new Error('no CloudEvent');
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      const signature = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
      const hook = { event, headers, isSigned: headers['webhook-signature'] === signature };
      const answer = respond(event) ?? { status: 204 };
      all.push(hook);
      if (answer.status < 300) taken.push(hook);
      response.writeHead(answer.status, answer.headers).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, taken, all };
}
