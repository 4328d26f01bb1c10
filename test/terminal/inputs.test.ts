import { describe, expect, it } from 'vitest';
import { de } from '../../src/main/messages/de.ts';
import { en } from '../../src/main/messages/en.ts';
import { auditRows, rows } from '../support/database.ts';
import { dataFolder, dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn, teas } from '../support/orders.ts';
import { accept, run, startTerminal, type Terminal } from '../support/pickspan.ts';

/* Lines in, lines out: each answered once, none lost, none counted twice. */

async function picking(folder: string): Promise<Terminal> {
  await takeIn(folder, orderCreated('ORD-1', [mugs(5), teas(1)]));
  const terminal = await startTerminal(folder);
  await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03');
  return terminal;
}

describe('an input that comes again under its id', () => {
  it('is answered as the first time, with the screen as it is, and changes nothing', async () => {
    const folder = dataFolder();
    const terminal = await picking(folder);
    const first = await terminal.send({ scan: GTIN.mug, id: 'scan-1' });
    expect(first).toMatchObject({ code: 'pick.item.ok', view: { line: { done: 1 } } });
    await accept(terminal, GTIN.mug);
    const audit = auditRows(folder);
    const again = await terminal.send({ scan: GTIN.mug, id: 'scan-1' });
    expect(again).toMatchObject({
      ok: true,
      code: 'pick.item.ok',
      message: first.message,
      view: { line: { done: 2 } },
    });
    expect(auditRows(folder)).toEqual(audit);
    expect(await terminal.close()).toBe(0);
  });

  it('is refused again when it was refused, even where it would be right by now', async () => {
    const terminal = await picking(dataFolder());
    await accept(terminal, 'PS:UNDO');
    expect(await terminal.send({ scan: GTIN.mug, id: 'early' })).toMatchObject({ code: 'pick.bin.first' });
    await accept(terminal, 'A-01-03');
    expect(await terminal.send({ scan: GTIN.mug, id: 'early' })).toMatchObject({
      ok: false,
      code: 'pick.bin.first',
      view: { line: { done: 0 }, expect: ['item'] },
    });
    expect(await terminal.close()).toBe(0);
  });

  it('is known after a restart, and while nobody is signed in', async () => {
    const folder = dataFolderWith({ station: { keep_signin: false } });
    const first = await picking(folder);
    await first.send({ scan: GTIN.mug, id: 'scan-1' });
    await first.kill('SIGKILL');
    const second = await startTerminal(folder);
    expect(second.ready.view.kind).toBe('signin');
    expect(await second.send({ scan: GTIN.mug, id: 'scan-1' })).toMatchObject({
      ok: true,
      code: 'pick.item.ok',
      view: { kind: 'signin' },
    });
    expect(await accept(second, 'PS:OP:w1')).toMatchObject({ view: { line: { done: 1 } } });
    expect(await second.close()).toBe(0);
  });

  it('is known among the last 1,000', async () => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    const lines = Array.from({ length: 1000 }, (_, n) => JSON.stringify({ scan: `PS:OP:w${n}`, id: `id-${n}` }));
    expect(await terminal.sendAtOnce(lines)).toHaveLength(1000);
    expect(await terminal.send({ scan: 'PS:SIGNOUT', id: 'id-0' })).toMatchObject({
      code: 'signin.ok',
      view: { operator: 'w999' },
    });
    expect(auditRows(folder)).toHaveLength(1000);
    await accept(terminal, 'PS:OP:w1000');
    await terminal.send({ scan: 'PS:OP:last', id: 'one more' });
    expect(rows(folder, `SELECT count(*) AS n FROM inputs`)).toEqual([{ n: 1000 }]);
    expect(await terminal.close()).toBe(0);
  });
});

describe('a restart', () => {
  it('after a kill shows the same screen; nothing is scanned again', async () => {
    const folder = dataFolder();
    const first = await picking(folder);
    const { view } = await accept(first, GTIN.mug, GTIN.mug);
    await first.kill('SIGKILL');
    const second = await startTerminal(folder);
    expect(second.ready.view).toEqual(view);
    expect(await accept(second, GTIN.mug)).toMatchObject({ view: { line: { done: 3 } } });
    expect(await accept(second, 'PS:UNDO', 'PS:UNDO')).toMatchObject({ view: { line: { done: 1 } } });
    expect(await second.close()).toBe(0);
  });

  it('keeps what was scanned of an item that still lacks its lot', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2, { lot_required: true })]));
    const first = await startTerminal(folder);
    const { view } = await accept(first, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug);
    await first.kill('SIGKILL');
    const second = await startTerminal(folder);
    expect(second.ready.view).toEqual(view);
    expect(await accept(second, 'PS:LOT:L1')).toMatchObject({ view: { line: { done: 1 } } });
    expect(await second.close()).toBe(0);
  });
});

describe('lines', () => {
  it('written all at once are answered one by one, in their order', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2), teas(1)]));
    const terminal = await startTerminal(folder);
    const scans = ['PS:OP:w1', 'PS:PICK', 'B-02-01', 'A-01-03', GTIN.mug, '', GTIN.mug, 'B-02-01', GTIN.tea, 'PS:DONE'];
    expect((await terminal.sendAtOnce(scans)).map(({ code }) => code)).toEqual([
      'signin.ok',
      'pick.opened',
      'pick.bin.wrong',
      'pick.bin.ok',
      'pick.item.ok',
      'scan.malformed',
      'pick.line.done',
      'pick.bin.ok',
      'pick.done',
      'pick.done',
    ]);
    expect(await terminal.close()).toBe(0);
  });

  it('in JSON that cannot be taken are refused with what is wrong with them, and nothing of them is kept', async () => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    const said = await terminal.sendAtOnce([
      '{"scan":"PS:OP:w1"',
      '{"scna":"x"}',
      '{"scan":"PS:PIN:1234","entry":"hand"}',
    ]);
    expect(said.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'scan.malformed Cannot be read: JSON.',
      'scan.malformed Cannot be read: scan: "scan".',
      'scan.malformed Cannot be read: entry: ("scan" | "typed" | "touch" | "camera").',
    ]);
    expect(auditRows(folder).map(({ scan }) => scan)).toEqual(['', '', '']);
    expect(await terminal.close()).toBe(0);
  });

  it('that still stand in the pipe when the input ends are answered before the end', async () => {
    const folder = dataFolder();
    const { code, stdout } = await run(folder, ['terminal'], { input: 'PS:OP:w1\r\nPS:PICK\r\nPS:SIGNOUT' });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly code?: string });
    expect(answers.map((answer) => answer.code)).toEqual([undefined, 'signin.ok', 'pick.none', 'signout.ok']);
    expect(code).toBe(0);
  });

  it('of JSON may hold what elsewhere ends a line, and null for what they do not say', async () => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    const bare = '{"scan":"PS:OP:w1","id":null,"traceparent":null,"tracestate":null,"entry":null}';
    expect(await terminal.sendAtOnce([bare])).toMatchObject([{ code: 'signin.ok' }]);
    for (const character of ['\u2028', '\u2029', '\u0085', '\v'])
      expect(await terminal.send({ scan: `A${character}B` })).toMatchObject({ code: 'scan.unknown' });
    expect(auditRows(folder).map(({ scan }) => scan)).toEqual(['PS:OP:w1', 'A\u2028B', 'A\u2029B', 'A\u0085B', 'A\vB']);
    expect(await terminal.close()).toBe(0);
  });

  it('may break a character of several bytes anywhere', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('BESTELLUNG-Ä€😀', [mugs(1)]));
    const terminal = await startTerminal(folder);
    expect(await accept(terminal, 'PS:OP:ß€😀', 'BESTELLUNG-Ä€😀')).toMatchObject({
      view: { operator: 'ß€😀', order_id: 'BESTELLUNG-Ä€😀' },
    });
    expect(await terminal.close()).toBe(0);
  });
});

describe('messages', () => {
  it('come in the language that was scanned, codes stay; also after a restart', async () => {
    const folder = dataFolder();
    const first = await startTerminal(folder);
    expect(await first.send('PS:PICK')).toMatchObject({ code: 'signin.needed', message: en['signin.needed'] });
    expect(await accept(first, 'PS:LANG:de')).toMatchObject({
      message: de['language.ok'],
      view: { say: de['say.signin'] },
    });
    await accept(first, 'PS:OP:w1');
    expect(await first.send('PS:PICK')).toMatchObject({ code: 'pick.none', message: de['pick.none'] });
    expect(await first.close()).toBe(0);
    const second = await startTerminal(folder);
    expect(second.ready.view.say).toBe(de['say.home.empty']);
    expect(await second.send('PS:LANG:fr')).toMatchObject({ code: 'scan.malformed' });
    expect(await second.close()).toBe(0);
  });

  it('begin in the language of the settings', async () => {
    const terminal = await startTerminal(dataFolderWith({ station: { language: 'de' } }));
    expect(terminal.ready.view.say).toBe(de['say.signin']);
    expect(await terminal.close()).toBe(0);
  });
});
