import type { IncomingHttpHeaders } from 'node:http';
import { problem, type Problem } from './http-problem.ts';

/** As large as one event may be (the same as in a file). */
export const MAX_EVENT_BYTES = 4 * 1024 * 1024;

/**
 * How a request carries events: the three content modes of the CloudEvents HTTP binding, or plain JSON with the
 * messages as they stand.
 */
export type Mode = 'structured' | 'batch' | 'binary' | 'plain';

export type ModeReading =
  | { readonly ok: true; readonly mode: Mode }
  | { readonly ok: false; readonly problem: Problem };

const TYPES = 'application/cloudevents+json, application/cloudevents-batch+json, application/json';

/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#3-http-message-mapping */
export function modeOf(headers: IncomingHttpHeaders): ModeReading {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const unsupported = (detail: string): ModeReading => ({
    ok: false,
    problem: problem(415, detail, { accept: TYPES }),
  });
  const charset = parameters.map((text) => text.trim()).find((text) => text.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset))
    return unsupported('Events are written in UTF-8.');
  const media = type.trim();
  const mode = (found: Mode): ModeReading => ({ ok: true, mode: found });
  if (media === 'application/cloudevents+json') return mode('structured');
  if (media === 'application/cloudevents-batch+json') return mode('batch');
  const hasAttributes = ['ce-specversion', 'ce-id', 'ce-type', 'ce-source'].some((name) => name in headers);
  if (media === 'application/json') return mode(hasAttributes ? 'binary' : 'plain');
  // In binary mode the content type is that of the data, which only has to be JSON.
  const isJson = /^[\w.!#$&^-]+\/[\w.!#$&^-]+\+json$/.test(media) && !media.startsWith('application/cloudevents');
  return hasAttributes && isJson ? mode('binary') : unsupported(`The content type must be one of ${TYPES}.`);
}
