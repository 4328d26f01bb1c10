import type { LanguageCode } from '../../shared/command-barcodes.ts';
import type { Expectation, LineProgress, LineView, View } from '../../shared/views.ts';
import type { Code } from '../../shared/answers.ts';
import type { ExtraMessage } from '../messages/en.ts';
import type { MessageParameters } from '../messages/message.ts';
import { translate } from '../messages/translate.ts';
import type { OrderLine } from '../orders/order-data.ts';
import { defaultBox } from '../pack/boxes.ts';
import { currentParcel, missingOf, packedOf, unitsIn, type PackState } from '../pack/state.ts';
import { parcelView } from '../parcels/view.ts';
import { missingDetails } from '../pick/rules.ts';
import { currentLine, doneOf, type PickLine } from '../pick/state.ts';
import type { Parts } from './parts.ts';
import type { Job, Session } from './session-store.ts';

/** Counted no further: more than that many waiting orders is 'many' to whoever stands here. */
const COUNT_LIMIT = 1000;

/** The stage an order is in while it is put down. */
const STAGE_OF_STATE: Readonly<Record<string, string>> = { picking: 'pick', packing: 'pack', shipping: 'ship' };

/** A list on a screen; an order of thousands of lines is shown around the line at hand. */
const LINES_SHOWN = 60;

type Say = (key: Code | ExtraMessage, words?: MessageParameters) => string;

/** The whole screen as it now is, from what is stored: the same after a restart as before it. */
export function buildView(parts: Parts, session: Session, language: LanguageCode): View {
  const say: Say = (key, words = {}) => translate(language, key, words);
  const { operatorId: operator, job } = session;
  if (operator === null)
    return { kind: 'signin', operator, expect: ['badge'], say: say('say.signin'), progress: { done: 0, total: 0 } };
  if (job !== null) return jobView(parts, job, operator, say);
  if (session.showsLastDone && session.lastDone !== null)
    return packedView(parts, session.lastDone.orderId, operator, say);
  return homeView(parts, operator, say);
}

function jobView(parts: Parts, job: Job, operator: string, say: Say): View {
  switch (job.stage) {
    case 'pick':
      return pickView(parts, job.orderId, operator, say);
    case 'pack':
      return packView(parts, job.orderId, operator, say);
    case 'ship':
      return shipView(parts, job, operator, say);
    case 'put_back':
      return putBackView(parts, job.orderId, operator, say);
    case 'short':
      return shortView(parts, job.orderId, operator, say);
  }
}

function homeView({ orders, parcels, putBacks, settings }: Parts, operator: string, say: Say): View {
  const roles = new Set(settings.station.roles);
  const count = (state: Parameters<typeof orders.countUpTo>[0]): number => orders.countUpTo(state, COUNT_LIMIT);
  const waiting = {
    pick: roles.has('pick') ? count('ready') : 0,
    pack: roles.has('pack') ? count('picked') : 0,
    ship: roles.has('ship') ? count('packed') + parcels.ordersHalfShipped(COUNT_LIMIT) : 0,
    held: count('held'),
  };
  const putDown = orders.allPutDown().map((order) => ({
    order_id: order.order_id,
    stage: STAGE_OF_STATE[order.state] ?? order.state,
    operator: order.put_down_by,
  }));
  const idle = waiting.pick + waiting.pack + waiting.ship + putDown.length === 0;
  return {
    kind: 'home',
    operator,
    expect: ['command', 'order'],
    say: say(idle ? 'say.home.empty' : 'say.home'),
    progress: { done: 0, total: 0 },
    waiting,
    put_back: putBacks.open(),
    put_down: putDown,
  };
}

function pickView(parts: Parts, orderId: string, operator: string, say: Say): View {
  const state = parts.pick.load(orderId);
  const line = currentLine(state);
  const confirmed = line !== undefined && state.bin === line.item.bin;
  const [missing] = line === undefined ? [] : missingDetails(line);
  const expect: Expectation[] = missing === undefined ? [confirmed ? 'item' : 'bin'] : [missing];
  const words = {
    bin: line?.item.bin ?? '',
    item: line?.item.name ?? '',
    done: line === undefined ? 0 : doneOf(line),
    quantity: line?.item.quantity ?? 0,
  };
  return {
    kind: 'pick',
    operator,
    order_id: orderId,
    expect,
    say: say(missing === undefined ? (confirmed ? 'say.pick.item' : 'say.pick.bin') : `say.pick.${missing}`, words),
    progress: {
      done: sum(state.lines, doneOf),
      // A short line will not become more than it is.
      total: sum(state.lines, (each) => (each.state === 'short' ? doneOf(each) : each.item.quantity)),
    },
    line: line === undefined ? null : lineView(line.item, line.item.quantity, doneOf(line)),
    bin_confirmed: confirmed,
    tote: state.tote,
    lines: around(
      state.lines.toSorted((a, b) => a.place - b.place),
      line,
    ).map(pickProgress),
  };
}

function putBackView(parts: Parts, orderId: string, operator: string, say: Say): View {
  const state = parts.putBack.load(orderId);
  const line = currentLine(state);
  const confirmed = line !== undefined && state.bin === line.item.bin;
  const words = {
    order: orderId,
    bin: line?.item.bin ?? '',
    item: line?.item.name ?? '',
    done: line === undefined ? 0 : doneOf(line),
    quantity: line?.item.quantity ?? 0,
  };
  return {
    kind: 'putback',
    operator,
    order_id: orderId,
    expect: [confirmed ? 'item' : 'bin'],
    say: say(confirmed ? 'say.putback.item' : 'say.putback.bin', words),
    progress: { done: sum(state.lines, doneOf), total: sum(state.lines, ({ item }) => item.quantity) },
    line: line === undefined ? null : lineView(line.item, line.item.quantity, doneOf(line)),
    bin_confirmed: confirmed,
    lines: around(state.lines, line).map(pickProgress),
  };
}

/** The question what becomes of an order of which something is missing. */
function shortView(parts: Parts, orderId: string, operator: string, say: Say): View {
  return {
    ...benchView(parts, parts.pack.load(orderId), operator),
    kind: 'question',
    question: 'short',
    expect: ['command'],
    say: say('say.short', { items: parts.short.missing(orderId) }),
  };
}

function packView(parts: Parts, orderId: string, operator: string, say: Say): View {
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
function packedView(parts: Parts, orderId: string, operator: string, say: Say): View {
  const state = parts.pack.load(orderId);
  return {
    ...benchView(parts, state, operator),
    kind: 'pack',
    lines: around(state.lines, undefined).map(packProgress),
    expect: ['command', 'order'],
    say: say('say.pack.closed', { order: orderId }),
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

function shipView(parts: Parts, job: Job, operator: string, say: Say): View {
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

function lineView(item: OrderLine, quantity: number, done: number): LineView {
  return {
    line_id: item.lineId,
    sku: item.sku,
    gtin: item.gtin,
    name: item.name,
    bin: item.bin,
    quantity,
    done,
    image_url: item.imageUrl,
  };
}

function pickProgress(line: PickLine): LineProgress {
  const { item, state } = line;
  return { line_id: item.lineId, bin: item.bin, name: item.name, quantity: item.quantity, done: doneOf(line), state };
}

function packProgress(line: PackState['lines'][number]): LineProgress {
  const done = packedOf(line);
  const missing = missingOf(line);
  const { lineId, bin, name } = line.item;
  return {
    line_id: lineId,
    bin,
    name,
    quantity: line.picked,
    done,
    state: missing > 0 ? 'open' : line.short > 0 ? 'short' : 'done',
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function around<T>(items: readonly T[], at: T | undefined): readonly T[] {
  const middle = at === undefined ? 0 : items.indexOf(at);
  const from = Math.max(0, Math.min(middle - LINES_SHOWN / 2, items.length - LINES_SHOWN));
  return items.slice(from, from + LINES_SHOWN);
}
