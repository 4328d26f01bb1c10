import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startReceiver } from '../../src/main/demo/receiver/receiver.ts';
import { afterwards } from '../support/afterwards.ts';
import { dataFolder, dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn } from '../support/orders.ts';
import { accept, run, startTerminal } from '../support/pickspan.ts';

/* What is written down for support, and what `status` says of delivery and of the ways in. */

interface Line {
  readonly event: string;
  readonly level: string;
  readonly [detail: string]: unknown;
}

const logOf = (folder: string): string => readFileSync(join(folder, 'logs', 'pickspan.log'), 'utf8');
const linesOf = (folder: string): Line[] =>
  logOf(folder)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
const eventsOf = (folder: string): string[] => linesOf(folder).map(({ event }) => event);

describe('the log', () => {
  it('has the start and the end of a station, and nothing of the work', async () => {
    const folder = dataFolder();
    const person = { name: 'Jane Doe', street1: 'Elm Street 12', email: 'jane@example.com', country: 'DE' };
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)], { ship_to: person }));
    const terminal = await startTerminal(folder);
    await accept(terminal, 'PS:OP:w1', 'ORD-1', 'A-01-03', GTIN.mug);
    await terminal.send('PS:PIN:4711');
    await terminal.send({ scan: 'x"}\n{"level":"error","event":"forged"}' });
    expect(await terminal.close()).toBe(0);
    expect(linesOf(folder)).toContainEqual(
      expect.objectContaining({
        event: 'station.start',
        command: 'terminal',
        pid: terminal.ready.pid,
        version: terminal.ready.version,
      }),
    );
    expect(eventsOf(folder).at(-1)).toBe('station.stop');
    expect(logOf(folder)).not.toMatch(/Jane|Elm|example\.com|4711|A-01-03|forged/);
    expect(logOf(folder)).not.toContain(GTIN.mug);
  });

  it('has refusals without what was refused, faults of the folder, backups and restores', async () => {
    const folder = dataFolder();
    const input = '{"secret of Jane":\n';
    await run(folder, ['intake', '-'], { input });
    const backup = join(dataFolder(), 'backup');
    await run(folder, ['backup', backup]);
    await run(folder, ['restore', backup]);
    writeFileSync(join(folder, 'numbers.json'), 'x');
    await run(folder, ['terminal']);
    expect(eventsOf(folder)).toEqual(
      expect.arrayContaining([
        'database.migrated',
        'intake.refused',
        'backup.made',
        'restore.done',
        'station.start_failed',
      ]),
    );
    expect(linesOf(folder)).toContainEqual(
      expect.objectContaining({ event: 'intake.refused', reasons: 'not_json', refused: 1 }),
    );
    expect(logOf(folder)).not.toContain('Jane');
  });

  it('that cannot be written costs nobody a scan', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)]));
    const other = dataFolder();
    writeFileSync(join(other, 'logs'), 'in the way');
    await takeIn(other, orderCreated('ORD-1', [mugs(1)]));
    const terminal = await startTerminal(other);
    expect(await accept(terminal, 'PS:OP:w1', 'ORD-1', 'A-01-03', GTIN.mug)).toMatchObject({ code: 'pick.done' });
    expect(await terminal.close()).toBe(0);
  });
});

describe('status in words, and the log', () => {
  it('say that the endpoint is gone, and that it is back', async () => {
    const folder = dataFolder();
    await takeIn(folder, orderCreated('ORD-1', [mugs(1)]));
    let isDown = true;
    const backend = await startReceiver({ respond: () => (isDown ? { status: 503 } : undefined) });
    afterwards(() => void backend.close());
    const env = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${backend.url}/v1/traces?key=SECRET` };
    await run(folder, ['sync'], { env });
    const down = await run(folder, ['status']);
    expect(down.stdout).toMatch(/^Delivery {3}http:\/\/127\.0\.0\.1:\d+\/\S* 1 failed tries: .*503/m);
    isDown = false;
    expect(await run(folder, ['sync', '--now'], { env })).toMatchObject({ code: 0 });
    expect((await run(folder, ['status'])).stdout).toMatch(/^Delivery {3}\S+ takes spans/m);
    expect(eventsOf(folder).filter((event) => event.startsWith('export.'))).toEqual([
      'export.offline',
      'export.online',
    ]);
    expect(logOf(folder) + down.stdout).not.toContain('SECRET');
  });

  it('say how events can come in', async () => {
    const folder = dataFolderWith({ http: { port: 0 } });
    const terminal = await startTerminal(folder);
    const beside = await run(folder, ['status']);
    const port = readFileSync(join(folder, 'http-port'), 'utf8').trim();
    expect(beside.stdout).toContain(
      `Ways in    HTTP on port ${port}, inbox: 0 waiting, 0 refused; pickspan terminal (process ${terminal.ready.pid})`,
    );
    await terminal.kill('SIGKILL');
    const { stdout } = await run(folder, ['status', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ running: null, http_port: null, inbox: { waiting: 0, refused: 0 } });
  });
});
