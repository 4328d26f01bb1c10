import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LanguageCode } from '../../shared/command-barcodes.ts';
import type { ControlAnswer } from '../control/protocol.ts';
import { followClaims } from '../exchange/amqp/claims-stream.ts';
import { connectBroker } from '../exchange/amqp/broker.ts';
import { brokerTarget } from '../exchange/amqp/broker-target.ts';
import type { TargetSync } from '../exchange/targets/dispatcher.ts';
import type { Target } from '../exchange/targets/target.ts';
import { isoTime } from '../exchange/time.ts';
import { faultDetails } from '../log/log-line.ts';
import type { Said, Word } from '../messages/message.ts';
import { inWords } from '../messages/translate.ts';
import { NO_ENDPOINT } from '../trace/export/sync.ts';
import type { HeldStation } from './hold.ts';
import { logBroker } from './log-targets.ts';
import { exportOf } from './station-export.ts';
import { eventTargets, subscriberTargets } from './station-targets.ts';

type Working = Omit<HeldStation, 'release' | 'offerLinks'>;

/**
 * Spans before events: an event that arrives points to spans that are there. What subscribers do makes spans of its own,
 * so they come before all.
 * @param language of what is told.
 */
export async function runSync(station: Working, now: boolean, language: LanguageCode): Promise<ControlAnswer> {
  // Paper that is just coming out has its span in a moment, and belongs to what is sent now.
  await station.printing.underWay();
  while (station.subscribers.analytics.step()) await nextTurn();
  const told = eventsInWords(await subscriberTargets.sync(station, now));
  const spans = await syncSpans(station, now);
  const events = eventsInWords(await eventTargets.sync(station, now, () => brokerForOnce(station)));
  const all = [spans, events, told];
  const spoken = (said: Said): string => inWords(language, said);
  return {
    lines: all.flatMap(({ lines }) => lines.map(spoken)),
    errors: all.flatMap(({ errors }) => errors.map(spoken)),
    exit: all.some(({ errors }) => errors.length > 0) ? 1 : 0,
  };
}

/** What was sent, and what stands in the way of the rest. */
interface Synced {
  readonly lines: readonly Said[];
  readonly errors: readonly Said[];
}

/** Whoever is not on the floor anyway is there for as long as the events take. */
function brokerForOnce({ settings, log, floor }: Working): Target[] {
  const { url, caFile } = settings.amqp;
  if (url === undefined) return [];
  const broker = connectBroker({ url, caFile, stationId: settings.station.id, changed: logBroker(log) });
  const trouble = (error: unknown): void => log.warn('floor.trouble', faultDetails(error));
  return [brokerTarget(broker, followClaims({ broker, ...floor, trouble }), floor)];
}

function eventsInWords(targets: readonly TargetSync[]): Synced {
  const waiting = targets.filter((each) => each.waiting > 0);
  return {
    lines: targets.flatMap(({ target, sent, waiting: left, refused }): Said[] => [
      { say: 'sync.events', words: { target: target.name, sent, waiting: left } },
      ...refused.map(({ events, because, due_ms }): Said => {
        return { say: 'sync.refused', words: { events, until: isoTime(due_ms), because } };
      }),
    ]),
    errors: waiting.map(({ target, waiting: events, state, refused }) => {
      const because = notBefore(state.because ?? refused[0]?.because ?? JUST_CAME, state.not_before_ms);
      const say = state.state === 'paused' ? 'sync.events.paused' : 'sync.events.wait';
      return { say, words: { events, target: target.name, because } };
    }),
  };
}

const JUST_CAME: Said = { say: 'sync.just_came' };

const notBefore = (because: Word, ms: number | null): Word =>
  ms === null ? because : { say: 'sync.not_before', words: { because, until: isoTime(ms) } };

async function syncSpans(station: Working, now: boolean): Promise<Synced> {
  const answer = await exportOf(station).sync(now);
  if (!answer.ok) return { lines: [], errors: [{ say: 'sync.nothing', words: { problem: answer.problem } }] };
  const { sent, rejected, refused, stillWaiting, because, notBeforeMs, parked } = answer.result;
  const counts: Word[] = [
    { say: 'sync.sent', words: { spans: sent } },
    { say: 'sync.waiting', words: { spans: stillWaiting } },
    ...(rejected > 0 ? [{ say: 'sync.rejected', words: { spans: rejected } } as const] : []),
    ...(refused > 0 ? [{ say: 'sync.set_aside', words: { spans: refused } } as const] : []),
  ];
  const lines: Said[] = [
    { say: 'sync.spans', words: { counts } },
    ...parked.map(({ spans, reason, dueMs }): Said => {
      return { say: 'sync.parked', words: { spans, until: isoTime(dueMs), because: reason } };
    }),
  ];
  if (stillWaiting === 0) return { lines, errors: [] };
  const why = because === NO_ENDPOINT ? ({ say: 'sync.no_endpoint' } as const) : (because ?? JUST_CAME);
  return {
    lines,
    errors: [{ say: 'sync.spans.wait', words: { spans: stillWaiting, because: notBefore(why, notBeforeMs) } }],
  };
}
