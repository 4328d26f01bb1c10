import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Change, Reply, StationClient } from '../../src/shared/contract.ts';
import { DEFAULT_PREFERENCES } from '../../src/shared/preferences.ts';
import type { SettingsState } from '../../src/shared/set-up.ts';
import type { WindowSpan } from '../../src/shared/window-spans.ts';
import { GTIN, mugs, orderCreated } from '../support/orders.ts';

/** A window's connection to a real station, whatever wire is between them. */
export interface Connected {
  readonly client: StationClient;
  /** A call as a window that was taken over might make it, past the client's types and its patience. */
  readonly raw: (name: string, input: unknown) => Promise<Reply<unknown>>;
  /** Brings orders to the station by another door than the window. */
  readonly takeIn: (...events: readonly unknown[]) => Promise<void>;
}

/**
 * What a window may rely on, the same over every wire: run on the station directly, over the browser host's HTTP, and
 * over Electron's IPC.
 */
export function describeStation(name: string, connect: () => Promise<Connected>, isPossible = true): void {
  describe.skipIf(!isPossible)(`the contract ${name}`, () => {
    it('answers a snapshot: the screen, how the station stands, and the number of the newest change', async () => {
      const { client } = await connect();
      const snapshot = resultOf(await client.snapshot(undefined));
      expect(snapshot).toMatchObject({
        view: { kind: 'signin', expect: ['badge'] },
        facts: {
          language: 'en',
          devices: { camera: false, hid: false, scale: false },
          sync: { state: 'off' },
          database: { ok: true },
          station: { test: true },
        },
        preferences: { theme: 'auto', muted: false },
        demo: false,
      });
      expect(snapshot.sequence).toBeGreaterThan(0);
      expect(snapshot.opened).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('takes an input, answers it, and tells every window the new screen under the number of the answer', async () => {
      const { client } = await connect();
      const told = watch(client);
      await told.until((change) => change.facts !== undefined);
      const answer = resultOf(await client.input({ scan: 'PS:OP:w1', id: 'one' }));
      expect(answer).toMatchObject({ ok: true, code: 'signin.ok', view: { kind: 'home', operator: 'w1' } });
      const change = await told.until(({ sequence }) => sequence === answer.sequence);
      expect(change.view).toEqual(answer.view);
      told.stop();
    });

    it('counts an input once, however often it comes', async () => {
      const { client, takeIn } = await connect();
      await takeIn(orderCreated('ORD-1', [mugs(2)]));
      for (const [id, scan] of ['PS:OP:w1', 'ORD-1', 'A-01-03'].entries()) await client.input({ scan, id: `s${id}` });
      const codes = [];
      for (const id of ['a', 'a', 'a']) codes.push(resultOf(await client.input({ scan: GTIN.mug, id })));
      expect(codes.map(({ code }) => code)).toEqual(['pick.item.ok', 'pick.item.ok', 'pick.item.ok']);
      expect(codes.at(-1)?.view).toMatchObject({ line: { done: 1 } });
    });

    it('answers inputs that were sent at once in their order', async () => {
      const { client, takeIn } = await connect();
      await takeIn(orderCreated('ORD-1', [mugs(6)]));
      const scans = ['PS:OP:w1', 'ORD-1', 'A-01-03', ...Array.from({ length: 6 }, () => GTIN.mug)];
      const replies = await Promise.all(scans.map((scan, n) => client.input({ scan, id: `at-once-${n}` })));
      expect(replies.map((reply) => resultOf(reply).code)).toEqual([
        'signin.ok',
        'pick.opened',
        'pick.bin.ok',
        ...Array.from({ length: 5 }, () => 'pick.item.ok'),
        'pick.done',
      ]);
    });

    it('shows the paper of an order, and a picture of each', async () => {
      const { client, takeIn } = await connect();
      await takeIn(orderCreated('ORD-1', [mugs(1)]));
      for (const [id, scan] of ['PS:OP:w1', 'ORD-1', 'A-01-03', GTIN.mug].entries())
        await client.input({ scan, id: `s${id}` });
      const { papers, shown } = resultOf(await client.papers({ order_id: 'ORD-1', paper: null }));
      expect(papers).toMatchObject([{ document: 'tote_label', order_id: 'ORD-1', newest: true }]);
      const preview = resultOf(await client.preview({ paper: shown ?? 0 }));
      const png = Buffer.from(preview.ok ? preview.png : '', 'base64');
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(resultOf(await client.preview({ paper: 999 }))).toEqual({ ok: false, why: 'gone' });
      expect(resultOf(await client.papers({ order_id: 'none', paper: null }))).toEqual({ shown: null, papers: [] });
      const test = resultOf(await client.testPrint({ printer: 'folder' }));
      expect(test).toEqual({ state: 'confirmed', problem: null });
      expect(resultOf(await client.testPrint({ printer: 'nobody' }))).toEqual({ state: null, problem: null });
      // In the order of the queue: the tote label is out too.
      const waiting = await client.papers({ order_id: null, paper: null, printer: 'folder' });
      expect(resultOf(waiting)).toEqual({ shown: null, papers: [] });
      const late = await client.input({ scan: `PS:NOPRINT:${shown ?? 0}`, id: 'late' });
      expect(resultOf(late)).toMatchObject({ ok: false, code: 'print.too_late' });
    });

    it('tells of orders that come in while the home screen shows', async () => {
      const { client, takeIn } = await connect();
      const told = watch(client);
      await client.input({ scan: 'PS:OP:w1', id: 'one' });
      await takeIn(orderCreated('ORD-1', [mugs(1)]));
      const isWaiting = ({ view }: Change): boolean => view?.kind === 'home' && view.waiting.pick === 1;
      expect(await told.until(isWaiting)).toMatchObject({ view: { waiting: { pick: 1 } } });
      const isTold = ({ facts }: Change): boolean => facts?.orders['ready'] === 1;
      const { facts } = await told.until(isTold);
      // That of the event, and that of the figures where they were counted by then.
      expect([1, 2]).toContain(facts?.sync.spans_waiting);
      told.stop();
    });

    it('finds orders by the beginning of their number, in any case, and lists the newest without one', async () => {
      const { client, takeIn } = await connect();
      await takeIn(orderCreated('ORD-1', [mugs(1)]), orderCreated('ORD-2', [mugs(3)]), orderCreated('X-1', [mugs(1)]));
      const found = async (text: string, state?: string) =>
        resultOf(await client.orders(state === undefined ? { text } : { text, state })).found.map((o) => o.order_id);
      expect(await found('')).toEqual(['X-1', 'ORD-2', 'ORD-1']);
      expect(await found('ord-')).toEqual(['ORD-1', 'ORD-2']);
      expect(await found('ORD-', 'held')).toEqual([]);
      expect(await found("x' OR 1=1 --")).toEqual([]);
      const [first] = resultOf(await client.orders({ text: 'ORD-2' })).found;
      expect(first).toMatchObject({ state: 'ready', lines: 1, units: 3, linked: true, waits_for: [] });
    });

    it('lists what was refused, and the journey of an order with its inputs', async () => {
      const { client, takeIn } = await connect();
      await takeIn(orderCreated('ORD-1', [mugs(1)]), { specversion: '1.0', id: 'bad', type: 'no.such.type' });
      const { found, more } = resultOf(await client.refused({}));
      expect({ more, reasons: found.map(({ reason }) => reason) }).toEqual({
        more: false,
        reasons: [expect.any(String)],
      });
      for (const scan of ['PS:OP:w1', 'ORD-1', GTIN.mug]) await client.input({ scan, id: `j-${scan}` });
      expect(resultOf(await client.journey({ order_id: 'ORD-1' }))).toMatchObject({
        order_id: 'ORD-1',
        state: 'picking',
        inputs: [
          { ok: true, code: 'pick.opened', stage: 'pick' },
          { ok: false, code: 'pick.bin.first', stage: 'pick' },
        ],
        stages: [{ stage: 'pick', end: null, operator_id: 'w1' }],
      });
      expect(resultOf(await client.journey({ order_id: 'nobody knows' }))).toBeNull();
    });

    it('has the figures of the day and what sheets are filled in with, for whoever asks, signed in or not', async () => {
      const { client } = await connect();
      expect(resultOf(await client.input({ scan: 'PS:FIGURES', id: 'f-1' }))).toMatchObject({ code: 'figures.shown' });
      expect(resultOf(await client.sheet(undefined))).toMatchObject({
        boxes: [{ code: 'S' }, { code: 'M' }, { code: 'L' }],
        carriers: [{ code: 'house' }],
        printers: ['folder'],
      });
      const { day, total } = resultOf(await client.figures(undefined));
      expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(total).toMatchObject({ wrong: 0 });
    });

    it('takes settings whole or not at all, tries them, and puts back what was there', async () => {
      const { client } = await connect();
      const change = (path: string, value: unknown) =>
        client.changeSettings({ changes: [{ path: path.split('.'), value }] }).then(resultOf);
      expect(resultOf(await client.snapshot(undefined)).first_run).toBe(true);
      expect(await change('weight.tolerence_g', 5)).toEqual({
        ok: false,
        faults: ['weight.tolerence_g: no such setting'],
      });
      expect(await change('window.kiosk', true)).toMatchObject({ ok: true, wait: ['window.kiosk'] });
      expect(resultOf(await client.snapshot(undefined)).first_run).toBe(false);
      expect(resultOf(await client.settings(undefined))).toMatchObject({ file: { window: { kiosk: true } } });
      const found = resultOf(await client.check({ checks: ['window'] }));
      expect(found).toEqual([
        expect.objectContaining({ check: 'window', what: expect.stringContaining('kiosk') as string }),
      ]);
      expect(resultOf(await client.undoSettings({}))).toMatchObject({ ok: true });
      expect(resultOf(await client.snapshot(undefined)).first_run).toBe(true);
      // Both in the language of whoever reads it.
      await client.input({ scan: 'PS:LANG:de', id: 'de' });
      expect(await change('weight.tolerence_g', 5)).toMatchObject({
        faults: ['weight.tolerence_g: diese Einstellung gibt es nicht'],
      });
      expect(resultOf(await client.check({ checks: ['window'] }))).toMatchObject([
        { code: 'window.there', what: 'Sprache en, ein Fenster unter anderen' },
      ]);
      const { steps } = resultOf(await client.settings(undefined)) as SettingsState;
      expect(steps.find(({ step }) => step === 'broker')).toMatchObject({ value: 'nicht eingestellt' });
    });

    it('takes people in for an admin, an admin first, and lists nobody for anybody else', async () => {
      const { client, raw } = await connect();
      const people = async () => resultOf(await client.people(undefined));
      const add = (id: string, role: 'worker' | 'admin', pin?: string) =>
        client.changePerson({ expects: 'new', id, role, ...(pin === undefined ? {} : { pin }) }).then(resultOf);
      expect(await people()).toEqual({ may: true, set_up: false, in_file: false, people: [] });
      expect(await add('w1', 'worker')).toEqual({ ok: false, why: 'first_admin' });
      expect(await add('a1', 'admin', '48151623')).toEqual({ ok: true });
      expect(await people()).toMatchObject({ may: false, set_up: true, people: [] });
      expect(await add('w1', 'worker')).toEqual({ ok: false, why: 'role' });
      for (const [id, scan] of ['PS:OP:a1', 'PS:PIN:48151623'].entries()) await client.input({ scan, id: `a${id}` });
      expect(await add('w1', 'worker')).toEqual({ ok: true });
      expect(await people()).toMatchObject({
        may: true,
        people: [
          { id: 'a1', has_pin: true },
          { id: 'w1', name: 'w1' },
        ],
      });
      expect(JSON.stringify(await people())).not.toMatch(/48151623|scrypt/);
      const wrong = await raw('changePerson', { expects: 'known', id: 'w1', pin: '48a51623' });
      expect(wrong).toMatchObject({ ok: false, code: 'invalid' });
      expect(JSON.stringify(wrong)).not.toContain('48a51623');
    });

    it('keeps preferences and tells the other windows', async () => {
      const { client } = await connect();
      const told = watch(client);
      await told.until(({ preferences }) => preferences !== undefined);
      expect(resultOf(await client.preferences({ theme: 'dark', volume: 0.3 }))).toEqual({ ok: true });
      await told.until(({ preferences }) => preferences?.theme === 'dark');
      const wanted = { ...DEFAULT_PREFERENCES, theme: 'dark', volume: 0.3 };
      expect(resultOf(await client.snapshot(undefined)).preferences).toEqual(wanted);
      told.stop();
    });

    it('takes spans of the window once, and says how many it refused', async () => {
      const { client } = await connect();
      const good = scanSpan();
      expect(resultOf(await client.spans({ spans: [good] }))).toEqual({ taken: 1, refused: 0 });
      const stolen = { ...scanSpan(), name: 'warehouse.pick' } as unknown as WindowSpan;
      expect(resultOf(await client.spans({ spans: [good, stolen, scanSpan()] }))).toEqual({ taken: 2, refused: 1 });
    });

    it('answers a sync in words, and no samples where there is no sample shift', async () => {
      const { client } = await connect();
      const { lines } = resultOf(await client.sync(undefined));
      expect(lines.length).toBeGreaterThan(0);
      expect(resultOf(await client.samples(undefined))).toEqual([]);
    });

    it('refuses what is not in the contract, as data, and nothing changes', async () => {
      const { client, raw } = await connect();
      const before = resultOf(await client.snapshot(undefined));
      for (const [what, call, input] of FORGED) {
        expect({ what, reply: await raw(call, input) }).toMatchObject({ what, reply: { ok: false, code: 'invalid' } });
      }
      expect(resultOf(await client.snapshot(undefined))).toEqual(before);
    });
  });
}

const FORGED: readonly (readonly [what: string, call: string, input: unknown])[] = [
  ['a call that is none', 'noSuchCall', {}],
  ['a name that every object has', 'constructor', {}],
  ['the prototype', '__proto__', {}],
  ['an input without a scan', 'input', { id: 'x' }],
  ['an input with a number for a scan', 'input', { scan: 7, id: 'x' }],
  ['an input without an id', 'input', { scan: 'PS:OP:w1' }],
  ['an input with something more', 'input', { scan: 'PS:OP:w1', id: 'x', operator: 'admin' }],
  ['a scan of a megabyte', 'input', { scan: 'x'.repeat(1024 * 1024), id: 'x' }],
  ['a preference that does not exist', 'preferences', { colour: 'red' }],
  ['a volume that no loudspeaker has', 'preferences', { volume: 11 }],
  ['a list in place of an object', 'orders', []],
  ['a badge that none can say', 'changePerson', { expects: 'new', id: 'a\n1', role: 'admin' }],
  ['a PIN of three digits', 'changePerson', { expects: 'new', id: 'a1', role: 'admin', pin: '123' }],
  ['a hash in place of a PIN', 'changePerson', { expects: 'new', id: 'a1', role: 'admin', pin: 'scrypt$15$8$1' }],
  ['101 spans', 'spans', { spans: Array.from({ length: 101 }, () => scanSpan()) }],
];

export function resultOf<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(`no result: ${reply.code}: ${reply.message}`);
  return reply.result;
}

/** Changes as they come; waits for one that fits. */
export function watch(client: Pick<StationClient, 'watch'>) {
  const seen: Change[] = [];
  const waiting = new Set<() => void>();
  const stop = client.watch({
    change(change) {
      seen.push(change);
      for (const look of waiting) look();
    },
    connected: () => undefined,
  });
  return {
    seen,
    stop,
    until: (fits: (change: Change) => boolean): Promise<Change> =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = seen.find(fits);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** A span of a scan that ended a moment ago. */
export function scanSpan(): WindowSpan {
  const endMs = Date.now() - 10;
  const hrTime = (ms: number): [number, number] => [Math.floor(ms / 1000), (ms % 1000) * 1_000_000];
  return {
    name: 'station.scan',
    trace_id: randomBytes(16).toString('hex'),
    span_id: randomBytes(8).toString('hex'),
    start: hrTime(endMs - 40),
    end: hrTime(endMs),
    attributes: {
      'scan.symbology': ']C1',
      'scan.length': 13,
      'scan.entry': 'scan',
      'scan.outcome': 'pick.item.ok',
      'scan.latency_ms': 12.5,
    },
  };
}
