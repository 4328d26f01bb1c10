import type { IncomingHttpHeaders } from 'node:http';
import type { DecodedSpan } from './decode.ts';

/** One HTTP request, whatever came of it. The body itself is not kept. */
export interface ReceivedRequest {
  /** Place in `Receiver.requests`: 0 for the first. */
  readonly index: number;
  /** When its headers were in, in milliseconds since 1970. */
  readonly receivedAtMs: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** Bytes of the body as sent (packed, if it was) and unpacked; 0 until it has been read. */
  readonly wireBytes: number;
  readonly bodyBytes: number;
  /** Spans in the body; 0 where it was refused. */
  readonly spanCount: number;
  /** The status that was answered; undefined before that, and for good where the connection was cut. */
  readonly status: number | undefined;
}

/** What a test wants said instead of the usual answer. */
export interface Answer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. Default: an empty object. */
  readonly body?: unknown;
  /** Whether the spans are taken; default: only with a 2xx status. A body that breaks the schema never is. */
  readonly store?: boolean;
  /** Milliseconds to wait, after the spans are stored, before answering or cutting. */
  readonly delayMs?: number;
  /** Cut the connection instead of answering: with nothing stored, or with everything stored. */
  readonly destroy?: 'before' | 'after';
}

export interface ReceiverOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Largest body, packed and unpacked, in bytes. Default 64 MiB, which is more than any sender should use. */
  readonly maxBodyBytes?: number;
  /**
   * Asked for each `POST /v1/traces` whose body came in whole, after checking and before storing; `spans` are those of
   * the request (none where it is refused). Undefined: answer as a backend would.
   */
  readonly respond?: (request: ReceivedRequest, spans: readonly DecodedSpan[]) => Answer | undefined;
}

/** A running receiver. Its arrays and counters are live: they grow with what comes in. */
export interface Receiver {
  /** `http://127.0.0.1:<port>`, to which an exporter adds `/v1/traces`. */
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** Each distinct (trace id, span id) once, as it first came, in order of arrival. */
  readonly spans: () => DecodedSpan[];
  /** How many spans came that were there already. */
  readonly duplicates: number;
  /** `traceId:spanId` of each span that came again with other content. */
  readonly resendsDiffer: readonly string[];
  /** Every breach of the schema or of the rules beyond it, as `request 3: ...`. */
  readonly problems: readonly string[];
  /** Resolves once `count` distinct spans are there; rejects after `timeoutMs` or when the receiver closes. */
  readonly waitForSpans: (count: number, timeoutMs: number) => Promise<void>;
  /** Stops listening and cuts every connection that is still open. May be called twice. */
  readonly close: () => Promise<void>;
}
