/**
 * What became of one POST, in the four ways that ask for different things. `reason` and `message` are the server's own
 * words where it said any, in one line. `status` is undefined where no answer came.
 */
export type SendOutcome =
  /** Taken. `rejected` spans (OTLP partial success) were not, and must not be sent again. */
  | { readonly kind: 'ok'; readonly status: number; readonly rejected: number; readonly message: string }
  /** 429, 502, 503, 504, faults of the network: the same again, not before `retryAfterMs` from now where that is said. */
  | {
      readonly kind: 'retry';
      readonly status: number | undefined;
      readonly retryAfterMs: number | undefined;
      readonly reason: string;
    }
  /** 401, 403, 404, 408, 500 and all that is not named: on a station a fault of set-up, which somebody will mend. */
  | { readonly kind: 'park'; readonly status: number; readonly reason: string }
  /** 400, 413: something in this request is at fault. */
  | { readonly kind: 'bad'; readonly status: 400 | 413; readonly reason: string };

/** An answer as it came. `body` may be cut off; it is judged by its status then. */
export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The Date header: what time it is for the server. */
  readonly date?: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** A longer Retry-After is a mistake of the server or of its clock; a station asks again after this at the latest. */
const LONGEST_WAIT_MS = 31 * 24 * 3600 * 1000;
const LONGEST_REASON = 300;

/**
 * Judges an answer by https://opentelemetry.io/docs/specs/otlp/#otlphttp-response: only 429, 502, 503 and 504 ask for
 * the same again. Of the other statuses the specification says "must not be retried"; those we park rather than drop.
 */
export function judge(answer: HttpAnswer, nowMs: number): SendOutcome {
  const { status, body } = answer;
  const reason = `${status}${words(body)}`;
  if (status >= 200 && status < 300) return judgeSuccess(answer);
  switch (status) {
    case 429:
    case 502:
    case 503:
    case 504:
      return {
        kind: 'retry',
        status,
        retryAfterMs: readRetryAfter(answer.retryAfter, serverTime(answer, nowMs)),
        reason,
      };
    case 400:
    case 413:
      return { kind: 'bad', status, reason };
    default:
      return { kind: 'park', status, reason };
  }
}

/** A Retry-After that is a date was reckoned by the server's clock, however wrong the station's may be. */
function serverTime({ date }: HttpAnswer, nowMs: number): number {
  const ms = Date.parse(date ?? '');
  return Number.isNaN(ms) ? nowMs : ms;
}

/**
 * Retry-After in milliseconds from now, of its two forms: seconds, or an HTTP date (RFC 9110, 10.2.3). A date in the
 * past is 0; what is neither is undefined.
 */
export function readRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS);
}

function judgeSuccess({ status, contentType, body }: HttpAnswer): SendOutcome {
  // The login page of a guest network answers everything with 200: to believe it would be to lose the spans.
  if (/^\s*text\/html\b/i.test(contentType ?? '')) {
    const reason = `${status} with a web page, which no OTLP receiver sends: is this network waiting for a login?`;
    return { kind: 'retry', status, retryAfterMs: undefined, reason };
  }
  const partial = member(parseJson(body), 'partialSuccess');
  const rejected = Number(member(partial, 'rejectedSpans') ?? 0);
  const message = member(partial, 'errorMessage');
  return {
    kind: 'ok',
    status,
    rejected: Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0,
    message: typeof message === 'string' ? oneLine(message) : '',
  };
}

/** The message of a google.rpc.Status, else the beginning of the text; with a colon before it, or nothing. */
function words(body: string): string {
  const message = member(parseJson(body), 'message');
  const said = oneLine(typeof message === 'string' ? message : body);
  return said === '' ? '' : `: ${said}`;
}

/** Bounded and free of control characters, since it ends up on terminals and in logs. */
function oneLine(text: string): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_REASON)
    .toWellFormed();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
