import { duplicateKeys } from './attributes.ts';
import type { WireAttributed, WireResource, WireSpan } from './otlp-request.ts';

// Rules that a schema cannot say, or that the standard states without making a receiver refuse the request over them.

// Bits 0-7 are the W3C flags, 8 and 9 say whether the context is known to be remote, the rest "are reserved and must
// be set to 0" (trace.proto, Span.flags and SpanFlags).
const KNOWN_FLAGS = 0x3ff;
const HAS_IS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

function attributeProblems(what: string, attributed: WireAttributed | undefined): string[] {
  return duplicateKeys(attributed?.attributes).map((key) => `${what} has the attribute ${key} twice`);
}

function flagProblems(what: string, flags: number): string[] {
  const problems: string[] = [];
  // Unsigned on both sides: a flag in bit 31 is negative in JavaScript's 32-bit arithmetic.
  if ((flags & ~KNOWN_FLAGS) >>> 0 !== 0) problems.push(`${what} has reserved flags set (${flags})`);
  if ((flags & IS_REMOTE) !== 0 && (flags & HAS_IS_REMOTE) === 0) {
    problems.push(`${what} says it is remote without saying that it knows (flags ${flags})`);
  }
  return problems;
}

function eventProblems(span: WireSpan): string[] {
  return (span.events ?? []).flatMap((event, index) => {
    const what = `event ${index}`;
    const problems = attributeProblems(what, event);
    if (event.name === '') problems.push(`${what} has no name`);
    if (BigInt(event.timeUnixNano) === 0n) problems.push(`${what} is at the epoch`);
    return problems;
  });
}

function linkProblems(span: WireSpan): string[] {
  return (span.links ?? []).flatMap((link, index) => {
    const what = `link ${index}`;
    const problems = attributeProblems(what, link).concat(flagProblems(what, link.flags ?? 0));
    if (link.traceId === span.traceId && link.spanId === span.spanId) problems.push(`${what} leads to its own span`);
    return problems;
  });
}

/** What is wrong with one span that the schema has accepted, one sentence each; empty when nothing is. */
export function spanProblems(span: WireSpan): string[] {
  const problems: string[] = [];
  const start = BigInt(span.startTimeUnixNano);
  const end = BigInt(span.endTimeUnixNano);
  if (start === 0n) problems.push('it starts at the epoch');
  if (end < start) problems.push('it ends before it starts');
  if (span.parentSpanId === span.spanId) problems.push('it is its own parent');
  problems.push(...flagProblems('it', span.flags ?? 0), ...attributeProblems('it', span));
  return [...problems, ...eventProblems(span), ...linkProblems(span)];
}

/**
 * What is wrong with a resource: `service.name` must be there once, and not empty
 * (https://opentelemetry.io/docs/specs/semconv/resource/service/), and entities may only name attributes the resource
 * has (common.proto, EntityRef).
 */
export function resourceProblems(resource: WireResource | undefined): string[] {
  const problems = attributeProblems('the resource', resource);
  const attributes = resource?.attributes ?? [];
  const name = attributes.find(({ key }) => key === 'service.name')?.value.stringValue;
  if (name === undefined || name === '') problems.push('the resource has no service.name');
  const keys = new Set(attributes.map(({ key }) => key));
  for (const { type, idKeys, descriptionKeys } of resource?.entityRefs ?? []) {
    for (const key of [...idKeys, ...(descriptionKeys ?? [])]) {
      if (!keys.has(key)) problems.push(`the entity ${type} names ${key}, which the resource does not have`);
    }
  }
  return problems;
}

/** What is wrong with an instrumentation scope. */
export function scopeProblems(scope: WireAttributed | undefined): string[] {
  return attributeProblems('the scope', scope);
}
