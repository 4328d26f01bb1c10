import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditRows } from '../support/database.ts';
import { dataFolder } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, startTerminal, type Terminal } from '../support/pickspan.ts';
import { expectRefusal } from '../support/refusal.ts';

/* What no worker means to scan: each is one line in, one refusal out, and nothing changed. */

const wrongDigit = GTIN.mug.slice(0, 12) + String((Number(GTIN.mug.at(-1)) + 1) % 10);

const UNREADABLE: readonly (readonly [string, string])[] = [
  ['an empty line', ''],
  ['a command that does not exist', 'PS:FOO'],
  ['a command without its argument', 'PS:OP:'],
  ['a quantity that is no number', 'PS:QTY:abc'],
  ['a quantity of nothing', 'PS:QTY:0'],
  ['a quantity below nothing', 'PS:QTY:-1'],
  ['a quantity in parts', 'PS:QTY:1.5'],
  ['a reason that is none', 'PS:SHORT:because'],
  ['a day that is none', 'PS:EXPIRY:2027-02-30'],
  ['a weight of nothing', 'PS:WEIGHT:0'],
  ['an argument where none belongs', 'PS:DONE:1'],
  ['a GTIN with a wrong check digit', wrongDigit],
  ['a GS1 string with a wrong check digit', `]C1010${wrongDigit}`],
  ['10 kB of letters', 'x'.repeat(10_000)],
  ['JSON that breaks off', '{"scan":"PS:DONE"'],
  ['JSON without a scan', '{"id":"1"}'],
  ['JSON whose scan is a number', '{"scan":1}'],
  ['JSON with an entry nobody knows', '{"scan":"PS:DONE","entry":"shouted"}'],
];

async function inTheMiddleOfAPick(): Promise<{ readonly folder: string; readonly terminal: Terminal }> {
  const folder = dataFolder();
  await takeIn(folder, orderCreated('ORD-1', [mugs(3)]));
  const terminal = await startTerminal(folder);
  await accept(terminal, 'PS:OP:w1', 'PS:PICK', 'A-01-03', GTIN.mug);
  return { folder, terminal };
}

describe('input that cannot be read', () => {
  it('is refused in the middle of a pick, one answer each, and the pick goes on', async () => {
    const { folder, terminal } = await inTheMiddleOfAPick();
    for (const [, scan] of UNREADABLE) await expectRefusal(folder, terminal, scan, 'scan.malformed');
    expect(await accept(terminal, 'PS:QTY:3')).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
  });

  it('is refused at home as well', async () => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    for (const [, scan] of UNREADABLE) await expectRefusal(folder, terminal, scan, 'scan.malformed');
    expect(await terminal.close()).toBe(0);
  });

  it.each(['A-01\u0001-03', '\u0000', 'A-01-03\u001B[2J', '\u007F'])(
    'control characters are never taken for a bin: %j',
    async (scan) => {
      const { folder, terminal } = await inTheMiddleOfAPick();
      const view = terminal.lastView();
      const answer = await terminal.send({ scan });
      expect(answer).toMatchObject({ ok: false, view });
      expect(answer.message).not.toMatch(/\p{Cc}/u);
      expect(auditRows(folder).at(-1)).toMatchObject({ ok: 0, code: answer.code });
      expect(await terminal.close()).toBe(0);
    },
  );
});

describe('command barcodes', () => {
  it('are read in lower case too, their arguments as they are', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(2)]));
    const terminal = await startTerminal(folder);
    expect(await accept(terminal, 'ps:op:W1b')).toMatchObject({ code: 'signin.ok', view: { operator: 'W1b' } });
    expect(await accept(terminal, 'ps:pick')).toMatchObject({ code: 'pick.opened' });
    expect(await accept(terminal, 'A-01-03', GTIN.mug, 'Ps:Qty:2')).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
  });

  it('forgive what a scanner puts at the end of a line', async () => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    expect(await accept(terminal, 'PS:OP:w1\r')).toMatchObject({ view: { operator: 'w1' } });
    expect(await accept(terminal, 'PS:OP:w2\t')).toMatchObject({ view: { operator: 'w2' } });
    expect(await terminal.close()).toBe(0);
  });
});

describe('a PIN', () => {
  it.each([
    ['as it is printed', 'PS:PIN:80361975'],
    ['in lower case', 'ps:pin:80361975'],
    ['with something that is no digit', 'PS:PIN:80361975x'],
    ['with a blank before it', ' PS:PIN:80361975'],
    ['with the symbology identifier of its barcode', ']C0PS:PIN:80361975'],
    ['without its colon', 'PS:PIN80361975'],
  ])('%s lies nowhere in the data folder', async (_, scan) => {
    const folder = dataFolder();
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1');
    const answer = await terminal.send({ scan, id: 'pin-1' });
    const whileOpen = filesWith(folder, '80361975');
    expect(await terminal.close()).toBe(0);
    expect([...whileOpen, ...filesWith(folder, '80361975')]).toEqual([]);
    expect(JSON.stringify(answer)).not.toContain('80361975');
    expect(auditRows(folder)).toHaveLength(2);
  });
});

/** Names of the files of a folder, journals of the database among them, that hold a text. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));
}
