import { createOtlpNetworkExportDelegate, ExporterMetrics, OTLPExporterBase } from '@opentelemetry/otlp-exporter-base';
import type { ISerializer } from '@opentelemetry/otlp-transformer';
import type { Endpoint } from './endpoint.ts';
import { joinRequest, type FragmentRow } from './join-request.ts';
import { oneShotTransport } from './one-shot-transport.ts';
import type { SendOutcome } from './send-outcome.ts';

type Batch = readonly FragmentRow[];

export interface BatchExporter {
  /** One POST of these spans. Never rejects; one at a time. */
  send(rows: Batch): Promise<SendOutcome>;
  /** Closes idle connections. The endpoint can be used again. */
  shutdown(): Promise<void>;
}

/** After the transport's own deadline, and the packing that comes before it. */
const GRACE_MS = 2000;

/** Our serializer: what the stock one builds from spans is stored already. The transport has read the answer. */
const serializer: ISerializer<Batch, undefined> = {
  serializeRequest: (rows) => new TextEncoder().encode(joinRequest(rows)),
  deserializeResponse: () => undefined,
};

/**
 * OTLPExporterBase, as the stock exporter is built on it, with our serializer and one-shot transport. Its callback says
 * no more than success or failure, so the outcome comes from the transport, past it.
 */
export function createBatchExporter(endpoint: Endpoint): BatchExporter {
  let outcome: SendOutcome | undefined;
  const exporter = new OTLPExporterBase<Batch>(
    createOtlpNetworkExportDelegate(
      // The delegate frees a place only after its callback has run: a limit of 1 would refuse the next batch.
      { timeoutMillis: endpoint.timeoutMs, concurrencyLimit: 2, compression: endpoint.gzip ? 'gzip' : 'none' },
      serializer,
      new ExporterMetrics<Batch>({
        componentType: 'otlp_http_json_span_exporter',
        metricsHelper: { name: 'span', countItems: (rows) => rows.length },
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
    async send(rows) {
      outcome = undefined;
      await settled(endpoint.timeoutMs + GRACE_MS, (done) => exporter.export(rows.slice(), done));
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
