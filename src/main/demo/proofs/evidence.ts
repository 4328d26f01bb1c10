import type { DecodedSpan } from '../receiver/decode.ts';
import type { Receiver } from '../receiver/receiver-types.ts';
import type { CableFacts } from '../network/cable.ts';
import type { Shift } from '../shift/shift.ts';
import type { Upstream } from '../shop/upstream.ts';
import type { Findings } from '../station/ask.ts';
import type { Finished } from '../station/program.ts';
import type { TakenIn } from '../station/take-in.ts';

/** Everything that was seen from outside the station: nothing here comes from its own memory. */
export interface Evidence {
  readonly receiver: Receiver;
  /** What the receiver holds. */
  readonly spans: readonly DecodedSpan[];
  /** When each span came first, by its id: ms since the epoch. */
  readonly arrivals: ReadonlyMap<string, number>;
  readonly network: CableFacts;
  /** Each `sync` that was asked for, as it ended. */
  readonly syncs: readonly Finished[];
  readonly upstream: Upstream;
  readonly takenIn: readonly TakenIn[];
  readonly shift: Shift;
  readonly findings: Findings;
}

export interface Proof {
  readonly name: string;
  readonly ok: boolean;
  /** What was looked at, or else the first thing that is wrong. */
  readonly detail: string;
}

/**
 * @param faults each a sentence; none of them means that it holds.
 * @param seen how many things were looked at: of nothing everything would be true.
 */
export function proof(name: string, faults: readonly string[], seen: number, detail: string): Proof {
  const [first] = faults;
  if (first === undefined && seen === 0) return { name, ok: false, detail: 'there was nothing to look at' };
  if (first === undefined) return { name, ok: true, detail };
  return { name, ok: false, detail: faults.length === 1 ? first : `${first} (and ${faults.length - 1} more)` };
}

export const STATION = 'pickspan';

/** An attribute that is text; anything else, and one that is not there, is no text. */
export function textOf(attributes: DecodedSpan['attributes'], key: string): string {
  const value = attributes[key];
  return typeof value === 'string' ? value : '';
}

const serviceOf = (span: DecodedSpan): string => textOf(span.resource, 'service.name');
export const orderOf = (span: DecodedSpan): string => textOf(span.attributes, 'order.id');
export const idOf = ({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }): string =>
  `${traceId}:${spanId}`;

export const msOf = (ns: bigint): number => Number(ns / 1_000_000n);

/** The station's own spans, all or those of one name. */
export const stationSpans = ({ spans }: Evidence, name?: string): DecodedSpan[] =>
  spans.filter((span) => serviceOf(span) === STATION && (name === undefined || span.name === name));

export const linkStage = ({ attributes }: DecodedSpan['links'][number]): string => textOf(attributes, 'link.stage');
