import type { Named, View } from '../../../shared/views.ts';
import { defaultBox, suggestedCounts } from '../../pack/boxes.ts';
import { expectedWeight } from '../../pack/weight.ts';
import { currentParcel, missingOf, packedOf, unitsIn, type PackState } from '../../pack/state.ts';
import { parcelView } from '../../parcels/view.ts';
import { questionAbout } from '../opening.ts';
import type { Parts } from '../parts.ts';
import type { Job } from '../session-store.ts';
import { around, lineView, packProgress, sum } from './lines.ts';
import type { Say } from './say.ts';
import { termsOf } from './terms.ts';

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
  const suggested = suggestedCounts(state, parts.settings.boxes);
  const packing = { ...bench, kind: 'pack', boxes: namedBoxes(parts), suggested, closed: false } as const;
  const missing = state.lines.some((line) => missingOf(line) > 0);
  if (missing) return { ...packing, lines, expect: ['item', 'box'], say: say('say.pack.item', words) };
  const weighed = parcel === undefined || parcel.weight_g !== null || unitsIn(state, parcel.number) === 0;
  return {
    ...packing,
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
    boxes: namedBoxes(parts),
    suggested: [],
    closed: true,
    expect: ['command', 'order'],
    say: say('say.pack.closed', { order: orderId }),
  };
}

/** The question what becomes of an order of which something is missing, or that another station has too. */
export function shortView(parts: Parts, orderId: string, operator: string, say: Say): View {
  const bench = { ...benchView(parts, parts.pack.load(orderId), operator), kind: 'question' } as const;
  const question = questionAbout(parts, orderId);
  if (question === 'short')
    return { ...bench, question, expect: ['command'], say: say('say.short', { items: parts.short.missing(orderId) }) };
  const station = parts.conflict.other(orderId);
  return {
    ...bench,
    question,
    other_station: station,
    expect: question === 'conflict' ? ['command', 'reason'] : ['command'],
    say: say(`say.${question}`, { order: orderId, station }),
  };
}

export function shipView(parts: Parts, job: Job, operator: string, say: Say): Extract<View, { kind: 'ship' }> {
  const parcels = parts.parcels.ofOrder(job.orderId);
  const parcel = parcels.find(({ number }) => number === job.parcel);
  const proven = parcel?.state === 'proven';
  const unprinted = parcel !== undefined && !proven && parts.ship.lacksLabel(parcel);
  const { boxes, carriers } = parts.settings;
  const carrier = parcel?.carrier ?? null;
  const named = carrier === null ? null : { code: carrier, name: carriers.get(carrier)?.name ?? carrier };
  return {
    kind: 'ship',
    operator,
    order_id: job.orderId,
    ...termsOf(parts, job.orderId),
    expect: [proven ? 'command' : 'label'],
    say: say(proven ? 'say.ship.handover' : unprinted ? 'say.ship.no_label' : 'say.ship.label', {
      number: job.parcel ?? 1,
      carrier: named?.name ?? '',
    }),
    progress: { done: parcels.filter(({ state }) => state === 'handed_over').length, total: parcels.length },
    line: null,
    box: parcel?.box ?? null,
    box_name: boxes.find(({ code }) => code === parcel?.box)?.name ?? null,
    box_chosen: true,
    filling: null,
    parcel: job.parcel ?? 1,
    carrier: named,
    parcels: parcels.map(parcelView),
  };
}

function benchView(parts: Parts, state: PackState, operator: string) {
  const parcel = currentParcel(state);
  const open = state.lines.find((line) => missingOf(line) > 0);
  const { boxes } = parts.settings;
  const code =
    parcel === undefined ? (state.parcels.at(-1)?.box ?? null) : (parcel.box ?? defaultBox(state, boxes)?.code ?? null);
  const box = boxes.find((each) => each.code === code);
  const expected = expectedWeight(state, parcel?.number ?? 0, box?.tareG ?? 0);
  return {
    operator,
    order_id: state.orderId,
    ...termsOf(parts, state.orderId),
    progress: { done: sum(state.lines, packedOf), total: sum(state.lines, (line) => line.picked - line.short) },
    line: open === undefined ? null : lineView(open.item, open.picked - open.short, packedOf(open)),
    box: code,
    box_name: box?.name ?? null,
    box_chosen: parcel === undefined || parcel.box !== null,
    filling:
      parcel === undefined
        ? null
        : {
            number: parcel.number,
            units: unitsIn(state, parcel.number),
            expected_weight_g: expected.sure ? expected.grams : null,
            weight_g: parcel.weight_g,
          },
    parcels: state.parcels.map(parcelView),
  };
}

const namedBoxes = ({ settings }: Parts): Named[] => settings.boxes.map(({ code, name }) => ({ code, name }));
