import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ControlAnswer, ControlRequest } from '../control/protocol.ts';
import type { IntakeResult } from '../orders/intake.ts';
import { COMMAND_PATIENCE_MS } from '../station/test-print.ts';
import type { HeldStation } from './hold.ts';
import { runSync } from './run-sync.ts';
import { runTakeover } from './run-takeover.ts';
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
      return runSync(station, request.now, 'en');
    case 'takeover':
      return takeOverApproved(station, request);
    case 'operators':
      return Promise.resolve(changeOperators(station, request));
    case 'settings':
      return Promise.resolve(asLine(station.changeSettings(request.edit, request.how, { dryRun: request.dryRun })));
    case 'test-print':
      return station.testPrint(request.printer, COMMAND_PATIENCE_MS).then(asLine);
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
