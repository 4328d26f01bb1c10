import { WebTracerProvider } from '@opentelemetry/sdk-trace-web';
import type { StationClient } from '../../shared/contract.ts';
import { scanSpans, type ScanSpans } from './scan-spans.ts';
import { spanKeeper } from './span-keeper.ts';
import { uiErrors } from './ui-errors.ts';

export interface WindowTracing {
  readonly scans: ScanSpans;
  /** Records a fault of the window, whatever was thrown. */
  readonly report: (fault: unknown) => void;
}

/** The spans that end in the window (INTERFACES 8). They leave by the station, under the ids they get here. */
export function windowTracing(client: Pick<StationClient, 'spans'>): WindowTracing {
  const keeper = spanKeeper(client.spans, (count) =>
    tell('SpansGivenUp', `${count} spans, while the station was away`),
  );
  const tracer = new WebTracerProvider({ spanProcessors: [keeper] }).getTracer('pickspan.window');
  const tell = uiErrors(tracer);
  return {
    scans: scanSpans(tracer),
    report: (fault) => (fault instanceof Error ? tell(fault.name, fault.message) : tell('Error', String(fault))),
  };
}

/** What nobody caught. */
export function watchFaults(target: Window, report: (fault: unknown) => void): void {
  target.addEventListener('error', ({ error, message }) => report(error ?? message));
  target.addEventListener('unhandledrejection', ({ reason }) => report(reason));
}
