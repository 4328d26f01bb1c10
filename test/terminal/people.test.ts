import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dataFolder, writeSettings } from '../support/folder.ts';
import { run, startTerminal } from '../support/pickspan.ts';

const PIN = '48151623';

it('operators are set up beside a running station, and the log of it is exported and checked', async () => {
  const folder = dataFolder();
  const list = join(dataFolder(), 'operators.json');
  writeFileSync(
    list,
    JSON.stringify([
      { id: 'w1', name: 'Wanda' },
      { id: 'l1', role: 'lead', pin: PIN },
    ]),
  );
  const terminal = await startTerminal(folder);
  expect((await terminal.send('PS:OP:anybody')).code).toBe('signin.ok');

  const commands = [
    await run(folder, ['operators', 'import', list]),
    await run(folder, ['operators', 'add', 'a1', '--role', 'admin', '--pin'], { input: `${PIN}\n` }),
  ];
  expect(commands.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
    { code: 0, stderr: '' },
    { code: 0, stderr: '' },
  ]);
  const told = JSON.parse((await run(folder, ['operators', 'list', '--json'])).stdout) as unknown;
  expect(told).toMatchObject([
    { id: 'a1', role: 'admin', pin: true },
    { id: 'l1', role: 'lead', pin: true, wait_s: 0 },
    { id: 'w1', name: 'Wanda', role: 'worker', active: true },
  ]);
  // Nobody whose badge is not known stays signed in.
  expect((await terminal.send('PS:PICK')).code).toBe('signin.needed');
  expect((await terminal.send('PS:OP:l1')).code).toBe('signin.pin.needed');
  expect((await terminal.send(`PS:PIN:${PIN}`)).code).toBe('signin.ok');
  expect(await terminal.close()).toBe(0);

  const exported = await run(folder, ['audit', '--operator', 'l1', '--json']);
  expect(
    exported.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toMatchObject([{ code: 'signin.ok', operator_id: 'l1', scan: 'PS:PIN:****' }]);
  const verified = await run(folder, ['audit', '--verify']);
  expect(verified).toMatchObject({ code: 0, stderr: '' });
  const [, head = ''] = /Head: (\S+)/.exec(verified.stdout) ?? [];
  expect((await run(folder, ['audit', '--verify', '--head', head.replace(/^\d+/, '1')])).code).toBe(1);
  expect((await run(folder, ['takeover', 'bench-9'])).stderr).toContain('a lead has to approve this');

  // A list in the settings is the truth from then on, and no place for a PIN.
  writeSettings(folder, { operators: [{ id: 'w9', pin: PIN }] });
  const refused = await run(folder, ['status']);
  expect(refused).toMatchObject({ code: 3, stderr: expect.stringContaining('a PIN is not kept in a file') as string });
  expect(refused.stderr).not.toContain(PIN);
  writeSettings(folder, {});
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()))
    expect(readFileSync(join(file.parentPath, file.name)).includes(PIN)).toBe(false);
});

it('a list that names a badge twice is taken in by nobody', async () => {
  const folder = dataFolder();
  const list = join(dataFolder(), 'operators.json');
  writeFileSync(list, JSON.stringify([{ id: 'l1', role: 'lead', pin: PIN }, { id: 'l1' }]));
  const { code, stderr } = await run(folder, ['operators', 'import', list]);
  expect({ code, stderr }).toEqual({ code: 2, stderr: `pickspan: two operators of ${list} have one badge\n` });
  expect((await run(folder, ['operators', 'list', '--json'])).stdout).toBe('[]\n');
});
