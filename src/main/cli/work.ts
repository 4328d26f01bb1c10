import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ControlAnswer, ControlRequest } from '../control/protocol.ts';
import type { IntakeResult } from '../orders/intake.ts';
import { followClaims } from '../exchange/amqp/claims-stream.ts';
import { connectBroker } from '../exchange/amqp/broker.ts';
import { brokerTarget } from '../exchange/amqp/broker-target.ts';
import type { TargetSync } from '../exchange/targets/dispatcher.ts';
import type { Target } from '../exchange/targets/target.ts';
import { isoTime } from '../exchange/time.ts';
import type { HeldStation } from './hold.ts';
import { runTakeover } from './run-takeover.ts';
import { faultDetails } from '../log/log-line.ts';
import { exportOf } from './station-export.ts';
import { logBroker } from './log-targets.ts';
import { eventTargets, subscriberTargets } from './station-targets.ts';
import { takeInbox } from './take-inbox.ts';

/* What the process that has the folder does, for itself or for another that asks it. */

type Working = Omit<HeldStation, 'release' | 'offerLinks'>;

/** How events that name no source came in. */
const WAY_IN = 'urn:pickspan:intake';

/** Does what was asked, and says what to print. */
export function work(
  station: Working,
  request: Exclude<ControlRequest, { ask: 'who' | 'link' }>,
): Promise<ControlAnswer> {
  switch (request.ask) {
    case 'intake':
      return runIntake(station, request.texts);
    case 'inbox':
      return takeInbox(station.inbox);
    case 'sync':
      return runSync(station, request.now);
    case 'takeover':
      return takeOverApproved(station, request);
    case 'operators':
      return Promise.resolve(changeOperators(station, request));
    case 'settings':
      return Promise.resolve(asLine(station.changeSettings(request.edit, request.how, request.dryRun)));
    case 'test-print':
      return station.testPrint(request.printer).then(asLine);
    case 'release':
      return Promise.resolve(runRelease(station, request));
  }
}

function takeOverApproved(station: Working, request: ControlRequest & { ask: 'takeover' }): Promise<ControlAnswer> {
  const told = station.people.approve('takeover', { 'takeover.station': request.station }, request.approval);
  return told.ok ? runTakeover(station, request.station) : Promise.resolve(refused('Nothing was taken over', told));
}

function changeOperators(
  { people }: Working,
  { changes, expects }: ControlRequest & { ask: 'operators' },
): ControlAnswer {
  const told = people.change(changes, expects);
  if (!told.ok) return refused('Nothing was changed', told);
  return { lines: [`Set: ${changes.map(({ id }) => id).join(', ')}.`], errors: [], exit: 0 };
}

const refused = (what: string, { message }: { readonly message: string }): ControlAnswer => ({
  lines: [],
  errors: [`${what}: ${message}.`],
  exit: 1,
});

const asLine = (result: unknown): ControlAnswer => ({ lines: [JSON.stringify(result)], errors: [], exit: 0 });

function runRelease({ station, people }: Working, request: ControlRequest & { ask: 'release' }): ControlAnswer {
  const { order, reason, approval } = request;
  const told = people.approve('release', { 'release.order': order }, approval);
  if (!told.ok) return refused('Nothing was released', told);
  const { ok, code, message } = station.release(order, reason);
  return {
    lines: [JSON.stringify({ order_id: order, result: ok ? 'released' : 'refused', code })],
    errors: ok ? [] : [message],
    exit: ok ? 0 : 1,
  };
}

async function runIntake(station: Working, texts: readonly string[]): Promise<ControlAnswer> {
  const results: IntakeResult[] = [];
  for (const text of texts) {
    for (const batch of station.intake.batches(text, WAY_IN)) {
      results.push(...batch);
      // A long delivery must not hold up whoever scans at this station meanwhile.
      await nextTurn();
    }
  }
  const refused = results.filter(({ result }) => result === 'refused');
  if (refused.length > 0) {
    const reasons = [...new Set(refused.map(({ reason }) => reason))].join(' ');
    station.log.warn('intake.refused', { refused: refused.length, of: results.length, reasons });
  }
  return {
    lines: results.map((result) => JSON.stringify(result)),
    errors:
      refused.length === 0
        ? []
        : [`${refused.length} of ${results.length} refused, first: ${refused[0]?.message ?? refused[0]?.reason ?? ''}`],
    exit: refused.length === 0 ? 0 : 1,
  };
}

/**
 * Spans before events: an event that arrives points to spans that are there. What subscribers do makes spans of its own,
 * so they come before all.
 */
async function runSync(station: Working, now: boolean): Promise<ControlAnswer> {
  // Paper that is just coming out has its span in a moment, and belongs to what is sent now.
  await station.printing.underWay();
  while (station.subscribers.analytics.step()) await nextTurn();
  const told = eventsInWords(await subscriberTargets.sync(station, now));
  const spans = await syncSpans(station, now);
  const events = eventsInWords(await eventTargets.sync(station, now, () => brokerForOnce(station)));
  const all = [spans, events, told];
  return {
    lines: all.flatMap(({ lines }) => lines),
    errors: all.flatMap(({ errors }) => errors),
    exit: Math.max(...all.map(({ exit }) => exit)),
  };
}

/** Whoever is not on the floor anyway is there for as long as the events take. */
function brokerForOnce({ settings, log, floor }: Working): Target[] {
  const { url, caFile } = settings.amqp;
  if (url === undefined) return [];
  const broker = connectBroker({ url, caFile, stationId: settings.station.id, changed: logBroker(log) });
  const trouble = (error: unknown): void => log.warn('floor.trouble', faultDetails(error));
  return [brokerTarget(broker, followClaims({ broker, ...floor, trouble }), floor)];
}

function eventsInWords(targets: readonly TargetSync[]): ControlAnswer {
  const waiting = targets.filter((each) => each.waiting > 0);
  return {
    lines: targets.flatMap(({ target, sent, waiting: left, refused }) => [
      `Events to ${target.name}: ${sent} sent, ${left} waiting.`,
      ...refused.map(({ events, because, due_ms }) => `Refused: ${events} until ${isoTime(due_ms)}: ${because}`),
    ]),
    errors: waiting.map(({ target, waiting: left, state, refused }) => {
      const because = state.because ?? refused[0]?.because ?? 'they came while the others were sent';
      const until =
        state.not_before_ms === null ? '' : `; not before ${isoTime(state.not_before_ms)} ('sync --now' asks at once)`;
      return `${left} events wait for ${target.name}${state.state === 'paused' ? ', which is paused' : ''}: ${because}${until}.`;
    }),
    exit: waiting.length === 0 ? 0 : 1,
  };
}

async function syncSpans(station: Working, now: boolean): Promise<ControlAnswer> {
  const answer = await exportOf(station).sync(now);
  if (!answer.ok) return { lines: [], errors: [`Nothing was sent: ${answer.problem}.`], exit: 1 };
  const { sent, rejected, refused, stillWaiting, because, notBeforeMs, parked } = answer.result;
  const lines = [
    `Spans: ${sent} sent, ${stillWaiting} waiting${rejected > 0 ? `, ${rejected} rejected by the server` : ''}${refused > 0 ? `, ${refused} refused and set aside` : ''}.`,
    ...parked.map(({ spans, reason, dueMs }) => `Parked: ${spans} until ${isoTime(dueMs)}: ${reason}`),
  ];
  if (stillWaiting === 0) return { lines, errors: [], exit: 0 };
  const until = notBeforeMs === null ? '' : `; not before ${isoTime(notBeforeMs)} ('sync --now' asks at once)`;
  return {
    lines,
    errors: [`${stillWaiting} spans wait: ${because ?? 'they came while the others were sent'}${until}.`],
    exit: 1,
  };
}
