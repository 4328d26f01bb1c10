import { refusal, type Acting, type Step } from '../audit/step.ts';
import { matchItem, readScan, type ItemScan, type ScanReading } from '../items/match.ts';
import { missingDetails } from '../pick/units.ts';
import { currentLine, slotOf, type PickLine, type PickState } from '../pick/state.ts';
import { askAbout, openBatch, openOrder, openParcel } from './opening.ts';
import type { Parts } from './parts.ts';
import { paperFound } from './paper-questions.ts';
import type { Job, Session } from './session-store.ts';

/* What a scan that is no command means: first what the open job expects, then anything known. Never a guess. */

interface Scanned {
  readonly text: string;
  readonly reading: ScanReading;
  /** As an item's code: whatever it is, it may be a SKU that looks like something else. */
  readonly item: ItemScan;
}

export function takeScan(parts: Parts, session: Session, text: string, acting: Acting): Step {
  const { job } = session;
  const reading = readScan(text, new Date(acting.nowMs));
  const item: ItemScan =
    reading.kind === 'sscc'
      ? { text, gtin: undefined, count: undefined, lot: undefined, serial: undefined, expiry: undefined, warnings: [] }
      : reading.scan;
  const scanned: Scanned = { text, reading, item };
  const step = job === null ? atHome(parts, session, scanned, acting) : scanInJob(parts, session, job, scanned, acting);
  return item.warnings.length > 0 ? { ...step, warnings: item.warnings } : step;
}

/** A scan that shows a paper to be there answers the question for it, and does what it always does besides. */
function atHome(parts: Parts, session: Session, scanned: Scanned, acting: Acting): Step {
  const found = paperFound(parts, session, scanned, acting);
  const step = scanAtHome(parts, scanned, acting);
  if (found === undefined) return step;
  if (!step.ok) return found;
  return {
    ...step,
    apply(auditId) {
      found.apply?.(auditId);
      step.apply?.(auditId);
    },
  };
}

function scanInJob(parts: Parts, session: Session, job: Job, scanned: Scanned, acting: Acting): Step {
  switch (job.stage) {
    case 'pick':
      return scanInPick(parts, job, scanned, acting);
    case 'pack':
      return scanInPack(parts, job, scanned, acting);
    case 'ship':
      return scanInShip(parts, session, job, scanned, acting);
    case 'put_back':
      return scanInPutBack(parts, job, scanned, acting);
    case 'short':
      return scanned.text === job.orderId
        ? askAbout(parts, job.orderId)
        : refusal('job.open', { order: job.orderId }, about(job));
  }
}

function scanInPick(parts: Parts, job: Job, scanned: Scanned, acting: Acting): Step {
  const { text, reading, item } = scanned;
  const state = parts.pick.load(job.orderId);
  const line = currentLine(state);
  const act = (action: Parameters<typeof parts.pick.act>[1]): Step => parts.pick.act(job.orderId, action, acting);
  const asBin = (): Step => act({ kind: 'bin', bin: text });
  const asItem = (): Step => act({ kind: 'item', scan: item });

  const toPut = line !== undefined && missingDetails(state, line)[0] === 'tote' ? line : undefined;
  if (toPut !== undefined && slotOf(state, toPut.slot).tote === text) return act({ kind: 'tote', tote: text });
  if (line !== undefined && text === line.bin && state.bin !== line.bin) return asBin();
  if (state.lines.some((candidate) => matchItem(candidate.item, item).kind !== 'other')) return asItem();
  if (toPut !== undefined && mayBeTote(parts, scanned)) return act({ kind: 'tote', tote: text });
  if (reading.kind === 'attributes')
    return act({ kind: 'detail', lot: item.lot, serial: item.serial, expiry: item.expiry });
  if (state.lines.some((candidate) => candidate.bin === text)) return asBin();
  const known = parts.orders.knownAs(text);
  if (known.includes('bin')) return asBin();
  if (known.includes('item') || reading.kind === 'item') return asItem();
  const elsewhere = knownElsewhere(parts, job, scanned);
  if (elsewhere !== undefined) return elsewhere;
  if (reading.kind === 'malformed') return malformed(reading.reason, job);
  // Whoever stands at the wrong shelf scans a bin that no order here has named; it is written like the others.
  if (line !== undefined && state.bin !== line.bin && looksLikeBin(text, state)) return asBin();
  return unknown(text, expectedInPick(state, line), job);
}

function scanInPack(parts: Parts, job: Job, scanned: Scanned, acting: Acting): Step {
  const { text, reading, item } = scanned;
  const state = parts.pack.load(job.orderId);
  const act = (action: Parameters<typeof parts.pack.act>[1]): Step => parts.pack.act(job.orderId, action, acting);
  const asItem = (): Step => act({ kind: 'item', scan: item });

  if (state.lines.some((line) => matchItem(line.item, item).kind !== 'other')) return asItem();
  if (parts.settings.boxes.some(({ code }) => code === text)) return act({ kind: 'box', code: text });
  if (parts.orders.knownAs(text).includes('item') || reading.kind === 'item') return asItem();
  const elsewhere = knownElsewhere(parts, job, scanned);
  if (elsewhere !== undefined) return elsewhere;
  return reading.kind === 'malformed' ? malformed(reading.reason, job) : unknown(text, 'item, box', job);
}

function scanInShip(parts: Parts, session: Session, job: Job, scanned: Scanned, acting: Acting): Step {
  const { text, reading } = scanned;
  const number = job.parcel ?? 1;
  const code = { text, sscc: reading.kind === 'sscc' ? reading.sscc : undefined };
  const step = parts.ship.label(job.orderId, number, code, acting);
  if (step.ok) return step;
  const paper = paperFound(parts, session, scanned, acting);
  if (paper !== undefined) return paper;
  // A proved parcel waits for its carrier; the next one may be opened meanwhile.
  const proven = parts.parcels
    .ofOrder(job.orderId)
    .some((parcel) => parcel.number === number && parcel.state === 'proven');
  const other = findParcel(parts, scanned);
  if (proven && other !== undefined) return openParcel(parts, other, acting);
  if (other === undefined && text === job.orderId)
    return { ok: true, code: 'ship.opened', words: { order: job.orderId, number }, ...about(job) };
  const order = parts.orders.get(text);
  if (other === undefined && order !== undefined)
    return proven ? openOrder(parts, order, acting) : refusal('job.open', { order: job.orderId }, about(job));
  return step;
}

function scanInPutBack(parts: Parts, job: Job, { text, reading, item }: Scanned, acting: Acting): Step {
  const state = parts.putBack.load(job.orderId);
  const line = currentLine(state);
  const act = (action: Parameters<typeof parts.putBack.act>[1]): Step => parts.putBack.act(job.orderId, action, acting);
  if (line !== undefined && text === line.bin && state.bin !== line.bin) return act({ kind: 'bin', bin: text });
  if (state.lines.some((candidate) => matchItem(candidate.item, item).kind !== 'other'))
    return act({ kind: 'item', scan: item });
  const isBin = state.lines.some((candidate) => candidate.bin === text) || parts.orders.knownAs(text).includes('bin');
  if (isBin || (line !== undefined && state.bin !== line.bin && looksLikeBin(text, state)))
    return act({ kind: 'bin', bin: text });
  if (parts.orders.knownAs(text).includes('item') || reading.kind === 'item') return act({ kind: 'item', scan: item });
  if (text === job.orderId) return { ok: true, code: 'putback.opened', words: { order: job.orderId }, ...about(job) };
  return reading.kind === 'malformed'
    ? malformed(reading.reason, job)
    : unknown(text, expectedInPick(state, line), job);
}

function scanAtHome(parts: Parts, scanned: Scanned, acting: Acting): Step {
  const { text, reading } = scanned;
  const order = parts.orders.get(text) ?? parts.orders.byTote(text);
  if (order !== undefined) return openOrder(parts, order, acting);
  const parcel = findParcel(parts, scanned);
  if (parcel !== undefined) return openParcel(parts, parcel, acting);
  const batch = parts.pick.batch(text);
  if (batch !== undefined) return openBatch(parts, batch, acting);
  const codes = reading.kind === 'item' && reading.scan.gtin !== undefined ? [reading.scan.gtin, text] : [text];
  if (codes.some((code) => parts.orders.knownAs(code).length > 0)) return refusal('nothing.open', { scanned: text });
  return reading.kind === 'malformed' ? malformed(reading.reason, null) : unknown(text, 'order, command', null);
}

/** Something known that belongs to other work: the open job is finished or put down first. */
function knownElsewhere(parts: Parts, job: Job, scanned: Scanned): Step | undefined {
  const order = parts.orders.get(scanned.text) ?? parts.orders.byTote(scanned.text);
  if (order?.order_id === job.orderId) {
    return {
      ok: true,
      code: job.stage === 'pick' ? 'pick.opened' : 'pack.opened',
      words: { order: job.orderId },
      ...about(job),
    };
  }
  const batch = parts.pick.batch(scanned.text);
  if (batch !== undefined && job.stage === 'pick' && batch.id === parts.pick.batchWith(job.orderId)?.id)
    return { ok: true, code: 'pick.opened', words: { order: batch.id }, ...about(job) };
  if (order === undefined && batch === undefined && findParcel(parts, scanned) === undefined) return undefined;
  return refusal('job.open', { order: job.orderId }, about(job));
}

function findParcel(parts: Parts, { text, reading }: Scanned): ReturnType<Parts['parcels']['bySscc']> {
  return (
    (reading.kind === 'sscc' ? parts.parcels.bySscc(reading.sscc) : undefined) ??
    parts.parcels.byTracking(text.toUpperCase()) ??
    parts.parcels.byTracking(text)
  );
}

function expectedInPick(state: PickState, line: PickLine | undefined): string {
  if (line === undefined) return 'command';
  return state.bin === line.bin ? line.item.name : line.bin;
}

/** A code of nothing else that is known here, while a tote is asked for. */
function mayBeTote(parts: Parts, scanned: Scanned): boolean {
  const { text, reading } = scanned;
  const isPlain = reading.kind === 'text' && /^[^\p{Cc}]{1,64}$/u.test(text) && text.trim() === text;
  const isKnown =
    parts.orders.get(text) !== undefined ||
    parts.orders.knownAs(text).length > 0 ||
    findParcel(parts, scanned) !== undefined ||
    parts.pick.batch(text) !== undefined;
  return isPlain && !isKnown;
}

/** Letters and digits of the same kind in the same places as in a bin of this order: A-01-03 and C-09-99. */
function looksLikeBin(text: string, state: PickState): boolean {
  const shape = (code: string): string => code.replaceAll(/\p{L}/gu, 'A').replaceAll(/\p{N}/gu, '9');
  return state.lines.some(({ bin }) => shape(bin) === shape(text));
}

const about = (job: Job | null): { orderId: string | null; stage: Job['stage'] | null } => ({
  orderId: job?.orderId ?? null,
  stage: job?.stage ?? null,
});

const unknown = (scanned: string, expected: string, job: Job | null): Step =>
  refusal('scan.unknown', { scanned, expected }, about(job));

const malformed = (reason: string, job: Job | null): Step => refusal('scan.malformed', { reason }, about(job));
