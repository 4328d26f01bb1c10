import type { View } from '../../../shared/views.ts';
import { defaultBox } from '../../pack/boxes.ts';
import { currentParcel, missingOf, packedOf, unitsIn, type PackState } from '../../pack/state.ts';
import { parcelView } from '../../parcels/view.ts';
import type { Parts } from '../parts.ts';
import type { Job } from '../session-store.ts';
import { around, lineView, packProgress, sum } from './lines.ts';
import type { Say } from './say.ts';

/* The screens of the bench: packing, what was packed, the questions in between, shipping. */

export function packView(parts: Parts, orderId: string, operator: string, say: Say): View {
  const state = parts.pack.load(orderId);
  const parcel = currentParcel(state);
  const bench = benchView(parts, state, operator);
  const words = { box: bench.box ?? '', done: bench.progress.done, total: bench.progress.total };
  if (parcel?.weight_question === 1) {
    return { ...bench, kind: 'question', question: 'weight', expect: ['reason'], say: say('say.pack.reason') };
  }
  const lines = around(
    state.lines,
    state.lines.find((line) => missingOf(line) > 0),
  ).map(packProgress);
  const missing = state.lines.some((line) => missingOf(line) > 0);
  if (missing) return { ...bench, kind: 'pack', lines, expect: ['item', 'box'], say: say('say.pack.item', words) };
  const weighed = parcel === undefined || parcel.weight_g !== null || unitsIn(state, parcel.number) === 0;
  return {
    ...bench,
    kind: 'pack',
    lines,
    expect: [weighed ? 'command' : 'weight'],
    say: say(weighed ? 'say.pack.done' : 'say.pack.weight'),
  };
}

/** After the last parcel: numbers and paper stay in sight until the next scan; no job is open. */
export function packedView(parts: Parts, orderId: string, operator: string, say: Say): View {
  const state = parts.pack.load(orderId);
  return {
    ...benchView(parts, state, operator),
    kind: 'pack',
    lines: around(state.lines, undefined).map(packProgress),
    expect: ['command', 'order'],
    say: say('say.pack.closed', { order: orderId }),
  };
}

/** The question what becomes of an order of which something is missing. */
export function shortView(parts: Parts, orderId: string, operator: string, say: Say): View {
  return {
    ...benchView(parts, parts.pack.load(orderId), operator),
    kind: 'question',
    question: 'short',
    expect: ['command'],
    say: say('say.short', { items: parts.short.missing(orderId) }),
  };
}

export function shipView(parts: Parts, job: Job, operator: string, say: Say): View {
  const parcels = parts.parcels.ofOrder(job.orderId);
  const parcel = parcels.find(({ number }) => number === job.parcel);
  const proven = parcel?.state === 'proven';
  return {
    kind: 'ship',
    operator,
    order_id: job.orderId,
    expect: [proven ? 'command' : 'label'],
    say: say(proven ? 'say.ship.handover' : 'say.ship.label', {
      number: job.parcel ?? 1,
      carrier: parcel?.carrier ?? '',
    }),
    progress: { done: parcels.filter(({ state }) => state === 'handed_over').length, total: parcels.length },
    line: null,
    box: parcel?.box ?? null,
    parcel: job.parcel ?? 1,
    parcels: parcels.map(parcelView),
  };
}

function benchView(parts: Parts, state: PackState, operator: string) {
  const parcel = currentParcel(state);
  const open = state.lines.find((line) => missingOf(line) > 0);
  return {
    operator,
    order_id: state.orderId,
    progress: { done: sum(state.lines, packedOf), total: sum(state.lines, (line) => line.picked - line.short) },
    line: open === undefined ? null : lineView(open.item, open.picked - open.short, packedOf(open)),
    box:
      parcel === undefined
        ? (state.parcels.at(-1)?.box ?? null)
        : (parcel.box ?? defaultBox(state, parts.settings.boxes)?.code ?? null),
    parcels: state.parcels.map(parcelView),
  };
}
