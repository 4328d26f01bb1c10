import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../../../src/shared/answers.ts';
import type { View } from '../../../src/shared/views.ts';
import { openGate } from '../../../src/main/demo/network/gate.ts';
import { dataFolderWith } from '../folder.ts';
import { startTerminal, type Environment, type Terminal } from '../pickspan.ts';

/*
 * A station of a floor as a process, its two cables, and the hand at its bench that works as the screen says. Process and
 * cables may go at any moment; the hand goes on with what the screen shows when the station is back.
 */

export type Role = 'pick' | 'pack' | 'ship';

/** How long a hand with nothing to do looks away. */
const IDLE_MS = 100;

export class Hand {
  readonly id: string;
  readonly folder: string;
  readonly roles: readonly Role[];
  readonly #env: Environment;
  readonly #cables: readonly { pull(): void; plugIn(): void; close(): Promise<void> }[];
  #terminal: Terminal;
  #killed: Terminal | undefined;
  #stopped = false;
  #paused: { readonly atRest: () => void } | undefined;
  #goOn = Promise.withResolvers<void>();
  #working: Promise<void> | undefined;
  /** The conflicts that a screen has shown, by order. */
  readonly conflicts: string[] = [];
  kills = 0;

  private constructor(
    given: Pick<Hand, 'id' | 'folder' | 'roles'>,
    env: Environment,
    cables: never[],
    terminal: Terminal,
  ) {
    this.id = given.id;
    this.folder = given.folder;
    this.roles = given.roles;
    this.#env = env;
    this.#cables = cables;
    this.#terminal = terminal;
  }

  /** @param first the first of a thousand numbers of its own. */
  static async start(
    id: string,
    roles: readonly Role[],
    to: { readonly broker: string; readonly receiver: string },
    first: number,
  ): Promise<Hand> {
    const broker = await openGate(to.broker);
    const receiver = await openGate(to.receiver);
    const range = { from: first, to: first + 999 };
    const folder = dataFolderWith({
      station: { id, roles },
      numbers: { sscc: range, tracking: { house: { format: 'house', prefix: 'PX', ...range } } },
    });
    const address = new URL(to.broker);
    address.port = new URL(broker.url).port;
    const env = { PICKSPAN_AMQP_URL: address.href, OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url };
    const terminal = await startTerminal(folder, env, { sync: true });
    return new Hand({ id, folder, roles }, env, [broker, receiver] as never[], terminal);
  }

  /** Begins to work, until it is stopped. */
  work(): void {
    this.#working = this.#work();
  }

  /** Resolves when the hand has put down what it was at, at the home screen; it stays there until `goOn`. */
  rest(): Promise<void> {
    return new Promise((resolve) => {
      this.#goOn = Promise.withResolvers<void>();
      this.#paused = { atRest: resolve };
    });
  }

  goOn(): void {
    this.#paused = undefined;
    this.#goOn.resolve();
  }

  cutOff(): void {
    for (const cable of this.#cables) cable.pull();
  }

  plugIn(): void {
    for (const cable of this.#cables) cable.plugIn();
  }

  /** A scan of somebody else than the hand, while it rests. */
  send(scan: string): Promise<Answer> {
    return this.#terminal.send(scan);
  }

  view(): View {
    return this.#terminal.lastView();
  }

  /** A power cut, wherever it is; the station is back when this resolves. */
  async kill(): Promise<void> {
    this.kills += 1;
    this.#killed = this.#terminal;
    await this.#terminal.kill('SIGKILL');
    this.#terminal = await startTerminal(this.folder, this.#env, { sync: true });
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.goOn();
    await this.#working;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.#terminal.close();
    for (const cable of this.#cables) await cable.close();
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      const terminal = this.#terminal;
      const view = terminal.lastView();
      if (this.#paused !== undefined && view.kind === 'home') {
        this.#paused.atRest();
        await this.#goOn.promise;
        continue;
      }
      try {
        const answer = await terminal.send(this.#next(view));
        if (!answer.ok) await wait(IDLE_MS);
      } catch (error) {
        // Only who was killed may be dead; the one that comes after it shows where it was.
        if (terminal !== this.#killed) throw error;
        while (terminal === this.#terminal && !this.#stopped) await wait(IDLE_MS);
      }
    }
  }

  #next(view: View): string {
    switch (view.kind) {
      case 'signin':
        return `PS:OP:hand-of-${this.id}`;
      case 'home':
        return this.#nextAtHome(view);
      case 'pick':
      case 'putback':
        return (view.bin_confirmed ? view.line?.gtin : view.line?.bin) ?? 'PS:DONE';
      case 'pack':
        return view.expect.includes('item') ? (view.line?.gtin ?? '') : 'PS:DONE';
      case 'ship': {
        const parcel = view.parcels.find(({ number }) => number === view.parcel);
        return view.expect.includes('label') ? (parcel?.tracking_number ?? '') : 'PS:HANDOVER';
      }
      case 'question':
        return this.#answer(view);
      default:
        return '';
    }
  }

  #nextAtHome(view: Extract<View, { kind: 'home' }>): string {
    const conflict = view.for_lead.find(({ question }) => question === 'conflict');
    const order = view.put_back[0] ?? view.put_down[0] ?? conflict;
    if (order !== undefined) return order.order_id;
    // From the end of the way to its beginning: what is nearly done leaves first.
    const stage = (['ship', 'pack', 'pick'] as const).find(
      (each) => view.waiting[each] > 0 && !this.#isBlocked(view, each),
    );
    return `PS:${(stage ?? this.roles[0] ?? 'pick').toUpperCase()}`;
  }

  /** All that waits to be shipped waits for another station's answer. */
  #isBlocked(view: Extract<View, { kind: 'home' }>, stage: Role): boolean {
    return (
      stage === 'ship' && view.waiting.ship <= view.for_lead.filter(({ question }) => question === 'unanswered').length
    );
  }

  #answer(view: Extract<View, { kind: 'question' }>): string {
    switch (view.question) {
      case 'label':
        return view.paper.tracking_number ?? 'PS:YES';
      case 'conflict':
        if (!this.conflicts.includes(view.order_id)) this.conflicts.push(view.order_id);
        return 'PS:RELEASE';
      case 'unanswered':
        return 'PS:CANCEL';
      case 'weight':
        return 'PS:REASON:checked';
      case 'short':
        return 'PS:RELEASE';
      // Nobody set operators up on this floor.
      case 'lead':
        return 'PS:CANCEL';
    }
  }
}
