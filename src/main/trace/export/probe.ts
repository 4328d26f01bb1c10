import { ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import type { Resource } from '@opentelemetry/resources';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-web';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { errorCode } from '../../database/durable-file.ts';
import type { Endpoint } from './endpoint.ts';

/** What one export came to. */
export interface Probed {
  readonly taken: boolean;
  /** The HTTP status; undefined where no answer came. */
  readonly status: number | undefined;
  /** Why no answer came: the code of a network fault (`ECONNREFUSED`). */
  readonly fault: string | undefined;
  /** How far the server's clock is ahead of ours, in ms; undefined where it did not say. */
  readonly aheadMs: number | undefined;
}

const PATIENCE_MS = 5000;

/**
 * Sends one span with the stock exporter, as any program would: the span `pickspan.doctor`, which is in no journal.
 * The first answer counts; what the exporter would try again by itself is not waited for.
 */
export async function probeEndpoint(endpoint: Endpoint, resource: Resource): Promise<Probed> {
  const made = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ resource, spanProcessors: [new SimpleSpanProcessor(made)] });
  provider.getTracer('pickspan').startSpan('pickspan.doctor').end();
  await provider.forceFlush();
  const exporter = new OTLPTraceExporter({
    url: endpoint.url,
    headers: { ...endpoint.headers },
    timeoutMillis: Math.min(endpoint.timeoutMs, PATIENCE_MS),
    compression: endpoint.gzip ? CompressionAlgorithm.GZIP : CompressionAlgorithm.NONE,
    httpAgentOptions: () => endpoint.agent,
  });
  const first = firstAnswer();
  const startMs = Date.now();
  try {
    const exported = new Promise<boolean>((resolve) => {
      exporter.export(made.getFinishedSpans(), ({ code }) => resolve(code === ExportResultCode.SUCCESS));
    });
    const settled = exported.then((taken) => ({ taken }));
    const answer = await Promise.race([first.answer, settled.then(() => undefined)]);
    const taken = answer === undefined || isGood(answer) ? (await settled).taken : false;
    const date = Date.parse(answer?.response?.headers.date ?? '');
    return {
      taken,
      status: answer?.response?.statusCode,
      fault: answer?.fault,
      aheadMs: Number.isNaN(date) ? undefined : date - (startMs + Date.now()) / 2,
    };
  } finally {
    first.stop();
    endpoint.agent.destroy();
  }
}

interface FirstAnswer {
  readonly response?: IncomingMessage;
  readonly fault?: string;
}

const isGood = ({ response }: FirstAnswer): boolean => response?.statusCode !== undefined && response.statusCode < 300;

/** The exporter keeps the answer to itself; Node tells of every one. Nothing else of this process is under way. */
function firstAnswer(): { readonly answer: Promise<FirstAnswer>; stop(): void } {
  let settle: (answer: FirstAnswer) => void = () => undefined;
  const answer = new Promise<FirstAnswer>((resolve) => {
    settle = resolve;
  });
  const onAnswer = (message: unknown): void =>
    settle({ response: (message as { response: IncomingMessage }).response });
  const onFault = (message: unknown): void =>
    settle({ fault: errorCode((message as { request: ClientRequest; error: unknown }).error) });
  subscribe('http.client.response.finish', onAnswer);
  subscribe('http.client.request.error', onFault);
  return {
    answer,
    stop() {
      unsubscribe('http.client.response.finish', onAnswer);
      unsubscribe('http.client.request.error', onFault);
    },
  };
}
