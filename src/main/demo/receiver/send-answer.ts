import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './receiver-types.ts';

/** google.rpc.Code, of which OTLP/HTTP asks only that the body be a Status; clients go by the HTTP status. */
const rpcCodes: Readonly<Record<number, number>> = { 400: 3, 404: 5, 405: 12, 413: 8, 415: 3, 500: 13 };

/** The usual answer to a request that was taken: what the OpenTelemetry Collector says, an empty partial success. */
export const accepted: Answer = { status: 200, body: { partialSuccess: {} } };

/**
 * A refusal with a google.rpc.Status body: the first five problems, which is as much as a log line can hold.
 * https://opentelemetry.io/docs/specs/otlp/#failures-1
 */
export function refusal(status: number, problems: readonly string[]): Answer {
  const rest = problems.length > 5 ? `; and ${problems.length - 5} more` : '';
  return { status, body: { code: rpcCodes[status] ?? 2, message: problems.slice(0, 5).join('; ') + rest } };
}

/**
 * Says it, or cuts the connection if the answer wants that, after the answer's delay. `signal` ends the delay, and
 * then nothing is said. Returns the status that was sent; undefined when none was.
 */
export async function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  signal: AbortSignal,
): Promise<number | undefined> {
  if (answer.delayMs !== undefined) await sleep(answer.delayMs, undefined, { signal }).catch(() => undefined);
  if (answer.destroy !== undefined || signal.aborted) {
    response.destroy();
    return undefined;
  }
  // The client may have given up during the delay.
  if (response.destroyed) return undefined;
  const status = answer.status ?? 200;
  const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
  response.writeHead(status, { 'content-type': 'application/json', ...answer.headers });
  response.end(body);
  return status;
}
