import type { Database } from 'better-sqlite3';
import { join } from 'node:path';
import type { Preview, TestPrinted } from '../../shared/papers.ts';
import { auditStore } from '../audit/store.ts';
import { createLabelBuyer, type BuyerPatience, type LabelBuyer } from '../carriers/label-buyer.ts';
import { labelStore } from '../carriers/label-store.ts';
import { carrierPorts } from '../carriers/ports.ts';
import { createChanges } from '../changes/apply.ts';
import { createConflictDesk } from '../changes/conflict-desk.ts';
import { conflictStore } from '../changes/conflict-store.ts';
import { createHearClaims } from '../changes/hear-claim.ts';
import { createPutBackDesk } from '../changes/put-back-desk.ts';
import { putBackStore } from '../changes/put-back-store.ts';
import { createStopWork } from '../changes/stop-work.ts';
import { createShortDesk } from '../changes/short-desk.ts';
import { systemClock, type Clock } from '../database/clock.ts';
import { FolderProblem } from '../database/folder-problem.ts';
import { openDatabase } from '../database/open.ts';
import { eventLog } from '../exchange/event-log.ts';
import { CLAIMS_STREAM } from '../exchange/amqp/names.ts';
import { createInbox, type Inbox } from '../exchange/inbox.ts';
import { targetNames } from '../exchange/targets/set-up.ts';
import { outbox } from '../exchange/outbox.ts';
import type { Log } from '../log/log-file.ts';
import { claimKinds } from '../numbers/claims.ts';
import { createNumbers } from '../numbers/issue.ts';
import { readMachine } from '../numbers/machine.ts';
import { blocksOf, createStationNumbers, seriesFaults, seriesOf } from '../parcels/station-numbers.ts';
import type { HandedOn } from '../orders/handed-on.ts';
import { createOrderEvents, type OrderEvents } from '../orders/events-out.ts';
import { claimStore } from '../orders/claim-store.ts';
import { createClaiming, createTakenAlready } from '../orders/claiming.ts';
import { takeoverStore, type TakeoverStore } from '../orders/takeover-store.ts';
import { createIntake, type Intake } from '../orders/intake.ts';
import { createFloor, type Floor } from '../orders/floor.ts';
import { missingRequirements } from '../orders/rules.ts';
import { orderStore, toRequirementState } from '../orders/store.ts';
import { recordConsumed } from '../orders/spans.ts';
import { createTaking } from '../orders/take.ts';
import { productStore } from '../products/product-store.ts';
import { createPackDesk } from '../pack/desk.ts';
import { parcelPackedElsewhere } from '../pack/elsewhere.ts';
import { goodsOf, refusesGoods, takeGoods } from '../pack/hand-on.ts';
import { packStore } from '../pack/store.ts';
import { createCarrierLabels } from '../parcels/carrier-labels.ts';
import { createLabelling } from '../parcels/labelling.ts';
import { createParcelPaper } from '../parcels/paper.ts';
import { parcelStore } from '../parcels/store.ts';
import { createPickDesk } from '../pick/desk.ts';
import { createPickPaper } from '../pick/paper.ts';
import { batchStore } from '../pick/batch-store.ts';
import { pathOf } from '../pick/path.ts';
import { pickStore } from '../pick/store.ts';
import { translate } from '../messages/translate.ts';
import { operatorStore } from '../people/store.ts';
import type { Document } from '../print/documents.ts';
import { printJobs } from '../print/jobs.ts';
import { printPorts } from '../print/ports.ts';
import { printerStore } from '../print/printer-store.ts';
import { createPrinting, recoverJobs, type Printing } from '../print/queue.ts';
import { createRenderHost, type RenderHost } from '../print/render-host.ts';
import type { Patience } from '../print/tcp-line.ts';
import type { BackOff } from '../print/writer.ts';
import { printerFor } from '../print/routing.ts';
import { createPreview } from '../print/preview.ts';
import { createRetention, type Retention } from '../retention/retention.ts';
import { openSecrets } from '../secrets/secrets.ts';
import { withDefaults } from '../settings/defaults.ts';
import { editSettings, type Edited, type EditParts, type SettingsEdit } from '../settings/edit.ts';
import { takeOver } from '../settings/live.ts';
import { loadSettings } from '../settings/load.ts';
import type { Settings } from '../settings/settings.ts';
import { createSubscribers, type Subscribers } from '../subscribers/subscribers.ts';
import { createShipDesk } from '../ship/desk.ts';
import { Journal } from '../trace/journal.ts';
import { createRecorder, type Recorder, type SpanIds } from '../trace/record.ts';
import { stationResource } from '../trace/resource.ts';
import { stageStore } from '../trace/stage-store.ts';
import { createTracing } from '../trace/tracing.ts';
import { createWindowSpans, type WindowSpans } from '../trace/window-spans.ts';
import { readInstallation } from './installation.ts';
import { createOperatorsDesk, type OperatorsDesk } from './operators-desk.ts';
import { sessionStore } from './session-store.ts';
import { settingsFaults } from './settings-faults.ts';
import { createStation, type Station } from './station.ts';
import { createTestPrint } from './test-print.ts';

export interface OpenStation {
  /** The data folder. */
  readonly folder: string;
  readonly db: Database;
  readonly settings: Settings;
  readonly station: Station;
  /** Who may work here, changed from outside the work. */
  readonly people: OperatorsDesk;
  readonly intake: Intake;
  /** What other stations say of the orders here. */
  readonly floor: Floor;
  /** Take-overs that a lead has asked for; whoever has the broker does them. */
  readonly takeovers: TakeoverStore;
  /** The folder for files of events; nothing is made or taken before it is asked to look. */
  readonly inbox: Inbox;
  /** Sends queued paper to its printers; nothing is sent before it is asked to. */
  readonly printing: Printing;
  /** Prints a page that says whose it is. Resolves to what came of it, as far as that is known after a while. */
  readonly testPrint: (printer: string) => Promise<TestPrinted>;
  /** A picture of a document of the print queue, drawn beside the work. */
  readonly preview: (paper: number) => Promise<Preview>;
  /** Asks carriers for their own labels; nobody is asked before it is started. */
  readonly labelBuyer: LabelBuyer;
  /** Removes what is old; nothing is removed before it is asked to. */
  readonly retention: Retention;
  /** Who hears of orders that came in or have left. */
  readonly subscribers: Subscribers;
  /** Where spans that ended in a window come in. */
  readonly windowSpans: WindowSpans;
  /** Changes `station.json`; what may hold under way holds at once. */
  readonly changeSettings: (edit: SettingsEdit, how: EditParts['how'], dryRun?: boolean) => Edited;
  close(): void;
}

/** What the station tells the world of its work, for a measurement to stand in between: with and without have one code. */
export interface Telling {
  readonly recorder: (recorder: Recorder) => Recorder;
  readonly events: (events: OrderEvents) => OrderEvents;
}

/** What draws the paper, and how long printers are waited for; the station's own where they are not given. */
export interface PaperParts {
  readonly renderHost?: RenderHost;
  readonly patience?: Patience;
  readonly backOff?: BackOff;
  readonly buying?: BuyerPatience;
}

const AS_IT_IS: Telling = { recorder: (recorder) => recorder, events: (events) => events };

/**
 * Opens the station of a data folder, whoever hosts it. The caller holds the folder's lock.
 * @throws FolderProblem when the folder, its settings or its database cannot be used.
 */
export function openStation(options: {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly version: string;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly telling?: Telling;
  readonly paper?: PaperParts;
}): OpenStation {
  const { folder, environment, version, clock = systemClock, telling = AS_IT_IS } = options;
  const db = openDatabase(folder, options.log);
  const installation = readInstallation(db);
  const settings = withDefaults(loadSettings(folder, environment), installation.id);
  const { station: self } = settings;

  const resource = stationResource(
    { version, installationId: installation.id, stationId: self.id, site: self.site },
    environment,
  );
  const tracing = createTracing({
    recorder: telling.recorder(createRecorder({ resource, processor: new Journal(db), version })),
    stages: stageStore(db),
    clock,
    stationId: self.id,
    operatorName: operatorNaming(settings, installation.pseudonym),
  });

  const faults = seriesFaults(settings);
  if (faults.length > 0) throw new FolderProblem(`The settings are wrong: ${faults.join('; ')}.`);
  const withheld = claimKinds(db, blocksOf(settings), readMachine(environment));
  if (withheld.size > 0) options.log?.warn('numbers.copied', { kinds: [...withheld].join(' ') });
  const created = createNumbers({ db, folder, series: seriesOf(settings, withheld) });
  if (!created.ok) throw new FolderProblem(created.message);
  const numbers = createStationNumbers(created.numbers, settings, withheld);

  const orders = orderStore(db);
  const picks = pickStore(db);
  const batches = batchStore(db);
  const parcels = parcelStore(db);
  const packs = packStore(db, parcels, picks);
  const audit = auditStore(db);
  const session = sessionStore(db);
  const operators = operatorStore(db);
  const people = createOperatorsDesk({ db, operators, session, audit, clock, settings });
  const jobs = printJobs(db);
  const claims = claimStore(db);
  const conflicts = conflictStore(db);
  const takeovers = takeoverStore(db);
  const eventsIn = eventLog(db);
  const goods = { orders, picks, parcels };
  const claimed = (orderId: string): Record<string, unknown> => {
    const basis = claims.basis(orderId);
    const missing = missingRequirements(orders.requirements(orderId).map(toRequirementState));
    return {
      claim: claims.of(orderId),
      station_id: self.id,
      state: orders.get(orderId)?.state,
      requires: missing.filter((name) => name !== 'items'),
      ...(basis.stationId === undefined ? {} : { after: { claim: basis.claim, station_id: basis.stationId } }),
    };
  };
  const isOnFloor = settings.amqp.url !== undefined;
  const targets = targetNames(settings);
  const source = `urn:pickspan:station:${self.id}`;
  const told = outbox(db, { source, targets });
  const events = telling.events(
    createOrderEvents({
      orders,
      outbox: told,
      tracing,
      now: () => clock.now(),
      goods: (orderId, order) => ({
        ...goodsOf(goods, orderId, order),
        ...claims.told(orderId),
      }),
      applied: eventsIn.appliedTo,
      claimed,
      handsOn: isOnFloor ? (what) => !self.roles.includes(what === 'picked' ? 'pack' : 'ship') : undefined,
    }),
  );
  const claim = createClaiming({
    claims,
    stationId: self.id,
    // Alone nobody else could have it; and what nobody can pick yet is nobody's.
    isClaimable: (orderId) => isOnFloor && orders.lines(orderId).length > 0,
    tell: (orderId, consumer) => events.emit(orderId, 'claimed', consumer, claimed(orderId)),
  });
  const printers = printerStore(db);
  const { renderHost = createRenderHost(), patience, backOff } = options.paper ?? {};
  const ports = printPorts(settings.printers, { folder, render: renderHost.render, store: printers, patience });
  const printerOf = (document: Document): string => printerFor(document, settings.printers, printers.choices());
  const printing = createPrinting({
    db,
    jobs,
    ports,
    printers,
    renderHost,
    tracing,
    clock,
    report: (error) => options.log?.error('print.fault', faultWords(error)),
    backOff,
  });
  const paper = createParcelPaper({
    orders,
    parcels,
    jobs,
    tracing,
    settings,
    printerFor: printerOf,
    unitsOf(orderId) {
      const picked = picks.pickedOf(orderId);
      return picked === undefined ? undefined : new Map([...picked].map(([line, { units }]) => [line, units]));
    },
  });
  const labels = labelStore(db);
  const carrierLabels = createCarrierLabels({
    db,
    labels,
    orders,
    parcels,
    paper,
    clock,
    settings,
    labelForm() {
      const form = ports.find(({ name }) => name === printerOf('label'))?.form('label');
      return { language: form?.language === 'pdf' ? 'pdf' : 'zpl', dpi: form?.dpi ?? 203 };
    },
    wanted: () => labelBuyer.wake(),
    taken: () => printing.start(),
  });
  const labelBuyer = createLabelBuyer({
    ports: carrierPorts(settings.carriers),
    labels,
    taker: carrierLabels.taker,
    clock,
    report: (error) => options.log?.error('carrier.fault', faultWords(error)),
    patience: options.paper?.buying,
  });
  const labelling = createLabelling({ orders, parcels, numbers, paper, carrierLabels, settings });

  const jobEnded = (orderId: string, parcel?: number): void => {
    const { job } = session.get();
    if (job?.orderId === orderId && (parcel === undefined || job.parcel === parcel)) session.closeJob();
  };
  const ended =
    (stage: 'pick' | 'pack' | 'ship') =>
    (orderId: string, parcel?: number): void => {
      jobEnded(orderId, parcel);
      const state = orders.get(orderId)?.state;
      const isDone = {
        pick: ['picked', 'short', 'handed_over'],
        pack: ['packed', 'handed_over'],
        ship: ['dispatched'],
      }[stage].some((done) => done === state);
      if (isDone) session.setLastDone(orderId, stage, stage === 'pack');
    };

  const pick = createPickDesk({
    orders,
    picks,
    batches,
    audit,
    tracing,
    events,
    paper: createPickPaper({ orders, jobs, printerFor: printerOf }),
    settings,
    jobEnded: ended('pick'),
    jobTurned(from, to) {
      const { job } = session.get();
      if (job?.orderId === from && job.stage === 'pick') session.openJob({ ...job, orderId: to });
    },
  });
  const pack = createPackDesk({
    orders,
    packs,
    parcels,
    audit,
    tracing,
    events,
    numbers,
    labelling,
    paper,
    settings,
    jobEnded: ended('pack'),
  });
  const ship = createShipDesk({
    orders,
    parcels,
    audit,
    tracing,
    events,
    labelling,
    paper,
    isCarriersOwn: carrierLabels.isCarriersOwn,
    settings,
    jobEnded: ended('ship'),
  });

  const putBacks = putBackStore(db, pathOf(settings.pick));
  const putBack = createPutBackDesk({ orders, putBacks, audit, jobEnded });
  const short = createShortDesk({ orders, picks, events, jobEnded });
  /** The span that something is told for which no event and no work of ours has brought about. */
  const heardSpan = (orderId: string): SpanIds => {
    const ids = tracing.recorder.newIds();
    const nowMs = clock.now();
    recordConsumed(tracing.recorder, tracing.domainAttributes(orderId, null), {
      type: 'order.claimed',
      eventId: undefined,
      orderId,
      ids,
      context: undefined,
      status: 'complete',
      startMs: nowMs,
      endMs: nowMs,
      queue: CLAIMS_STREAM,
    });
    return ids;
  };
  const questionEnded = (orderId: string): void => {
    if (session.get().job?.stage === 'short') jobEnded(orderId);
  };
  const conflict = createConflictDesk({
    orders,
    conflicts,
    claims,
    isOnFloor,
    takeBack: (orderId, after, from) =>
      claim(orderId, { claim: after, stationId: from }, heardSpan(orderId), { from: [from], isDeliberate: true }),
    jobEnded,
    questionEnded,
  });
  const operatorOn = (orderId: string): string | null => {
    const { job, operatorId } = session.get();
    if (job === null) return null;
    const onWalk = job.stage === 'pick' ? batches.openWith(job.orderId) : undefined;
    const isInHand = job.orderId === orderId || onWalk?.slots.some((slot) => slot.orderId === orderId) === true;
    return isInHand ? operatorId : null;
  };
  const stopped = (orderId: string, toPutBack: boolean): void => {
    if (session.get().job?.orderId !== orderId) return;
    // Whoever has the goods in hand is shown where they belong, at once.
    if (toPutBack) session.openJob({ orderId, stage: 'put_back', parcel: null });
    else session.closeJob();
  };
  const stopWork = createStopWork({ orders, picks, parcels, putBacks, pick, pack, ship, jobs, carrierLabels });
  const hears = createHearClaims({
    orders,
    conflicts,
    claims,
    tracing,
    stationId: self.id,
    operatorOn,
    stopWork,
    keepBack: told.keepBack,
    tellAgain: (orderId) => events.emit(orderId, 'claimed', heardSpan(orderId), claimed(orderId)),
    answer: (answer) =>
      told.emit({
        type: 'pickspan.order.claim.answered',
        subject: answer.order_id,
        timeMs: clock.now(),
        span: heardSpan(answer.order_id),
        data: answer,
        routingKey: CLAIMS_STREAM,
        floorOnly: true,
      }),
    isWhole: (orderId) => parcels.ofOrder(orderId).every(({ state }) => state !== 'handed_over'),
    stopped,
    questionEnded,
  });
  const change = createChanges({
    orders,
    picks,
    parcels,
    putBacks,
    pick,
    pack,
    labelling,
    tracing,
    events,
    operatorOn,
    stopWork,
    cancelled: stopped,
  });

  const packedElsewhere = {
    isPossible: () => numbers.noSscc() === undefined,
    give: (orderId: string, nowMs: number) =>
      parcelPackedElsewhere({ orders, picks, parcels, numbers }, orderId, nowMs),
  };
  const passing = {
    refuses: (handedOn: HandedOn, path: string) => refusesGoods(goods, handedOn, path),
    take: (handedOn: HandedOn, nowMs: number) => takeGoods(goods, handedOn, nowMs),
  };
  const intake = createIntake({
    db,
    log: eventsIn,
    take: createTaking({
      orders,
      products: productStore(db),
      tracing,
      packedElsewhere,
      goods: passing,
      change,
      applied(changes, orderId, nowMs) {
        for (const each of changes) eventsIn.markApplied(each, orderId, nowMs);
      },
      claim,
      takenAlready: createTakenAlready({
        claims,
        stationId: self.id,
        hear: hears.claimed,
        isDispatched: (orderId) => orders.get(orderId)?.state === 'dispatched',
      }),
      comesBack: (orderId, nowMs) => conflict.comesBack(orderId, nowMs),
      propose({ batchId, orderIds }, { dataPath }, nowMs) {
        const known = batches.get(batchId)?.state;
        if (known === undefined || known === 'proposed') {
          batches.propose(batchId, orderIds, nowMs);
          return { ok: true, waitsFor: [] };
        }
        const message = `Batch ${batchId} is ${known} already.`;
        return { ok: false, refusal: { reason: 'already_started', path: `${dataPath}.batch_id`, message } };
      },
    }),
    tracing,
    clock,
  });

  recoverJobs(jobs, ports, ({ document }) => printerOf(document), clock.now());
  if (!self.keepSignin) session.signOut();
  people.adopt();
  const station = createStation(
    {
      settings,
      clock,
      session,
      operators,
      stages: tracing.stages,
      orders,
      parcels,
      putBacks,
      pick,
      pack,
      ship,
      putBack,
      short,
      conflict,
      takeovers,
      jobs,
      printers,
      printing,
    },
    db,
    audit,
  );
  station.lockIfIdle();

  return {
    folder,
    db,
    settings,
    station,
    people,
    intake,
    floor: createFloor({
      db,
      orders,
      tracing,
      clock,
      claims,
      claim,
      beginAnew: (orderId) => conflicts.beginAnew(orderId),
      isKept: told.isKept,
      goods: passing,
      hears,
      roles: self.roles,
    }),
    takeovers,
    inbox: createInbox({ folder: join(folder, 'inbox'), take: intake.batch }),
    retention: createRetention({ db, folder, settings: settings.retention, targets, clock }),
    subscribers: createSubscribers({
      db,
      orders,
      tracing,
      nowMs: () => clock.now(),
      stationId: self.id,
      source,
      subscribers: settings.subscribers,
    }),
    printing,
    labelBuyer,
    testPrint: createTestPrint({ settings, jobs, ports, printers, printing, clock }),
    preview: createPreview({ jobs, ports, render: renderHost.render }),
    windowSpans: createWindowSpans({ db, recorder: tracing.recorder, clock }),
    changeSettings(edit, how, dryRun = false) {
      const secrets = openSecrets(folder, environment);
      if (how === 'window' && !people.maySet())
        return { ok: false, faults: [translate(settings.station.language, 'lead.needed', {})] };
      const by = session.get().operatorId;
      const edited = editSettings(edit, {
        folder,
        secrets,
        environment,
        nowMs: clock.now(),
        by,
        how,
        furtherFaults: settingsFaults,
        dryRun,
      });
      if (edited.ok && !dryRun) {
        takeOver(settings, withDefaults(loadSettings(folder, environment, secrets), installation.id));
        options.log?.info('settings.changed', { how, keys: edited.changes.length });
      }
      return edited;
    },
    close() {
      printing.close();
      void labelBuyer.stop();
      db.close();
    },
  };
}

const faultWords = (error: unknown): { readonly message: string } => ({
  message: error instanceof Error ? error.message : String(error),
});

function operatorNaming(
  settings: Settings,
  pseudonym: (operatorId: string) => string,
): (operatorId: string) => string | undefined {
  switch (settings.telemetry.operator) {
    case 'id':
      return (operatorId) => operatorId;
    case 'pseudonym':
      return pseudonym;
    case 'none':
      return () => undefined;
  }
}
