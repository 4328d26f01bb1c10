import { isoTime } from '../time.ts';

/** An event as it lies in the log. */
export interface EventRow {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time_ms: number;
  /** Null where nobody said which span the event came of. */
  readonly traceparent: string | null;
  readonly data: string;
  /** Null for an event of before there were targets. */
  readonly source: string | null;
  readonly routing_key: string | null;
}

/** A CloudEvent 1.0 with the Distributed Tracing extension, and how it is routed. */
export interface CloudEventOut {
  /** Its place in the log. */
  readonly seq: number;
  readonly attributes: {
    readonly specversion: '1.0';
    readonly id: string;
    readonly source: string;
    readonly type: string;
    readonly subject: string;
    readonly time: string;
    readonly datacontenttype: 'application/json';
    readonly traceparent?: string;
  };
  /** The data as it was stored: every try sends the same bytes. */
  readonly data: string;
  readonly routingKey: string;
}

export function toCloudEvent(row: EventRow, source: string): CloudEventOut {
  return {
    seq: row.seq,
    attributes: {
      specversion: '1.0',
      id: row.id,
      source: row.source ?? source,
      type: row.type,
      subject: row.subject,
      time: isoTime(row.time_ms),
      datacontenttype: 'application/json',
      ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
    },
    data: row.data,
    routingKey: row.routing_key ?? `orders.${row.type.slice(row.type.lastIndexOf('.') + 1)}`,
  };
}

/** Structured mode: one JSON object with the data inside. */
export function structured({ attributes, data }: CloudEventOut): string {
  return `${JSON.stringify(attributes).slice(0, -1)},"data":${data}}`;
}
