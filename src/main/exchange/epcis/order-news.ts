/* As much of the data of events out (docs/schemas/out) as EPCIS has words for. They are our own: nobody checks them again. */

export interface NewsItem {
  readonly line_id: string;
  readonly product_id?: string;
  readonly sku?: string;
  readonly gtin?: string;
  readonly bin_location: string;
  readonly zone?: string;
}

export interface NewsUnits {
  readonly quantity: number;
  readonly lot: string | null;
  readonly serial: string | null;
  /** Where it was taken, if not from the bin of its line. */
  readonly bin?: string;
}

export interface NewsParcel {
  readonly number: number;
  readonly sscc: string | null;
  readonly items: readonly { readonly line_id: string; readonly quantity: number }[];
}

export interface NewsStage {
  readonly stage: 'checkout' | 'pick' | 'pack' | 'ship';
  readonly trace_id: string | null;
  readonly span_id: string | null;
  readonly end_time: string | null;
  readonly station_id: string | null;
  /** Only of a stage of the station that tells. */
  readonly outcome?: 'complete' | 'short' | 'cancelled';
}

export interface OrderNews {
  readonly order_id: string;
  readonly order: { readonly items: readonly NewsItem[] };
  readonly stages: readonly NewsStage[];
  readonly picked?: readonly { readonly line_id: string; readonly units: readonly NewsUnits[] }[];
  readonly parcels?: readonly NewsParcel[];
  /** Of `order.short`: whether the order goes on with what there is. */
  readonly goes_on?: boolean;
}

/** A stage that somebody has ended, with its span. */
export interface EndedStage {
  readonly traceId: string;
  readonly spanId: string;
  readonly endTime: string;
  readonly stationId: string | null;
}

/** A stage that came to its end; undefined where it never did, was cancelled, or nobody traced it. */
export function endedStage({ stages }: OrderNews, wanted: NewsStage['stage']): EndedStage | undefined {
  const stage = stages.find((each) => each.stage === wanted);
  if (stage === undefined || stage.outcome === 'cancelled') return undefined;
  const { trace_id: traceId, span_id: spanId, end_time: endTime, station_id: stationId } = stage;
  if (traceId === null || spanId === null || endTime === null) return undefined;
  return { traceId, spanId, endTime, stationId };
}
