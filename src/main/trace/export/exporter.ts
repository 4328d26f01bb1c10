import { createOtlpNetworkExportDelegate, ExporterMetrics, OTLPExporterBase } from '@opentelemetry/otlp-exporter-base';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import { gzipSync } from 'node:zlib';
import type { Endpoint } from './endpoint.ts';
import { joinRequest, type FragmentRow } from './join-request.ts';
import { oneShotTransport } from './one-shot-transport.ts';
import type { SendOutcome } from './send-outcome.ts';

/** A request that is ready to go out. */
export interface PreparedRequest {
  readonly spans: number;
  /** The body as it is sent: OTLP/JSON, in gzip where the endpoint wants that. */
  readonly body: Uint8Array;
}

export interface BatchExporter {
  /** Joins and packs these spans; may be done while another request is under way. */
  prepare(rows: readonly FragmentRow[]): PreparedRequest;
  /** One POST. Never rejects; one at a time. */
  send(request: PreparedRequest): Promise<SendOutcome>;
  /** Closes idle connections. The endpoint can be used again. */
  shutdown(): Promise<void>;
}

/** After the transport's own deadline. */
const GRACE_MS = 2000;
/**
 * Half the time of zlib's own choice (6) for a tenth more bytes: the station's processor is not ours alone. Packed in the
 * export's own thread, which gives way to scans: Node's pool of threads does not.
 */
const GZIP_LEVEL = 4;

/** Our serializer: what the stock one builds from spans is stored already. The transport has read the answer. */
const serializer: ISerializer<PreparedRequest, undefined> = {
  serializeRequest: ({ body }) => body,
  deserializeResponse: () => undefined,
};

/**
 * OTLPExporterBase, as the stock exporter is built on it, with our serializer and one-shot transport. Its callback says
 * no more than success or failure, so the outcome comes from the transport, past it.
 */
export function createBatchExporter(endpoint: Endpoint): BatchExporter {
  let outcome: SendOutcome | undefined;
  const exporter = new OTLPExporterBase<PreparedRequest>(
    createOtlpNetworkExportDelegate(
      // The delegate frees a place only after its callback has run: a limit of 1 would refuse the next batch.
      { timeoutMillis: endpoint.timeoutMs, concurrencyLimit: 2, compression: endpoint.gzip ? 'gzip' : 'none' },
      serializer,
      new ExporterMetrics<PreparedRequest>({
        componentType: 'otlp_http_json_span_exporter',
        metricsHelper: { name: 'span', countItems: ({ spans }) => spans },
        url: endpoint.url,
        // Nobody meters the exporter: without a provider these are no-ops.
        meterProvider: undefined,
        responseAttributesFromError: () => ({}),
      }),
      oneShotTransport(endpoint, (reported) => {
        outcome = reported;
      }),
    ),
  );
  return {
    prepare(rows) {
      const json = Buffer.from(joinRequest(rows));
      return { spans: rows.length, body: endpoint.gzip ? gzipSync(json, { level: GZIP_LEVEL }) : json };
    },
    async send(request) {
      outcome = undefined;
      await settled(endpoint.timeoutMs + GRACE_MS, (done) => exporter.export(request, done));
      return (
        outcome ?? { kind: 'retry', status: undefined, retryAfterMs: undefined, reason: 'the exporter fell silent' }
      );
    },
    shutdown: () => exporter.shutdown(),
  };
}

/** Until `start` calls back or the time is over: the delegate swallows what is thrown inside it, callback and all. */
function settled(limitMs: number, start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    start(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
