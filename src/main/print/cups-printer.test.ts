import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { hasCups, listen, startCups } from '../../../test/support/cups.ts';
import { renderJob } from '../paper/render.ts';
import { cupsPrinter } from './cups-printer.ts';
import type { ReadyJob } from './port.ts';

/* A real CUPS, started by the test. Where none is installed these tests are skipped, and say so. */

const settings = { kind: 'system', dpi: 203, documents: undefined, queue: 'q' } as const;
/** For what comes when it comes. */
const CALM = { timeout: 60_000 };
const never = new AbortController().signal;

async function withQueue(options: readonly string[] = []) {
  const cups = await startCups();
  vi.stubEnv('CUPS_SERVER', cups.server);
  onTestFinished(() => void vi.unstubAllEnvs());
  const device = await listen();
  cups.admin('lpadmin', '-p', 'q', '-E', '-v', `socket://127.0.0.1:${device.port}`, ...options);
  return { cups, device };
}

const job = (bytes: Buffer, named: (systemJob: string) => void = () => undefined): ReadyJob => ({
  id: 7,
  document: 'label',
  copy: 1,
  data: {},
  bytes,
  named,
});

describe.skipIf(!hasCups)('a queue of CUPS', () => {
  it('passes ZPL through, byte for byte', async () => {
    const { device } = await withQueue(['-m', 'raw']);
    onTestFinished(() => device.close());
    const zpl = Buffer.from(`^XA^CI28^FO10,10^FH_^FDM_C3_BCller^FS^XZ\n${'x'.repeat(5000)}\n~HS`);
    expect(await cupsPrinter({ ...settings, name: 'Z', format: 'zpl' }).print(job(zpl), never)).toEqual({
      result: 'sent',
    });
    await vi.waitFor(() => expect(device.heard().equals(zpl)).toBe(true), CALM);
  });

  it('prints the PDF of a slip through its driver', async () => {
    const { device } = await withQueue(['-m', 'drv:///sample.drv/generic.ppd']);
    onTestFinished(() => device.close());
    const page = { test: true, station: { id: 's', name: 'Bench 1' }, printer: 'A4' };
    const pdf = Buffer.from(renderJob({ document: 'test_page', data: page, copy: 1 }, { language: 'pdf', dpi: 300 }));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const printer = cupsPrinter({ ...settings, name: 'A4', format: 'pdf' });
    expect(await printer.print(job(pdf), never)).toEqual({ result: 'sent' });
    // What a page printer is sent is PostScript with the page in it, and its end.
    await vi.waitFor(() => expect(device.heard().toString('latin1')).toMatch(/%!PS-Adobe.*%%Pages: 1.*%%EOF/s), CALM);
    expect(await cupsPrinter({ ...settings, name: 'Z', format: 'zpl' }).check()).toMatchObject({
      problem: 'wrong_queue',
    });
  });

  it('is told from one of the other kind: a PDF never reaches a raw queue', async () => {
    const { device } = await withQueue(['-m', 'raw']);
    onTestFinished(() => device.close());
    const printer = cupsPrinter({ ...settings, name: 'A4', format: 'pdf' });
    expect(await printer.check()).toMatchObject({ ok: false, problem: 'wrong_queue' });
    expect(await printer.print(job(Buffer.from('%PDF-1.4')), never)).toMatchObject({
      result: 'not-sent',
      problem: 'wrong_queue',
    });
    expect(device.heard()).toHaveLength(0);
  });

  it('whose printer is off: the job is taken back, so that nothing prints later by itself', async () => {
    const { cups, device } = await withQueue(['-m', 'raw']);
    await device.close();
    const names: string[] = [];
    const printer = cupsPrinter({ ...settings, name: 'Z', format: 'zpl' });
    const outcome = await cupsPrinter({ ...settings, name: 'Z', format: 'zpl' }, 3000).print(
      job(Buffer.from('^XA^XZ'), (name) => names.push(name)),
      never,
    );
    expect(outcome).toMatchObject({ result: 'unknown', problem: 'held' });
    expect(names).toEqual([expect.stringMatching(/^q-\d+$/)]);
    expect(await printer.withdraw?.(names[0] ?? '')).toBe(true);
    expect(cups.admin('lpstat', '-W', 'not-completed', '-o', 'q')).toBe('');
    const back = await listen(device.port);
    onTestFinished(() => back.close());
    cups.admin('cupsenable', 'q');
    expect(await printer.print(job(Buffer.from('^XA^FDnext^FS^XZ')), never)).toEqual({ result: 'sent' });
    await vi.waitFor(() => expect(back.heard().toString()).toBe('^XA^FDnext^FS^XZ'), CALM);
  });

  it('that is stopped or not there is sent nothing', async () => {
    const { cups, device } = await withQueue(['-m', 'raw']);
    onTestFinished(() => device.close());
    cups.admin('cupsdisable', 'q');
    const print = (queue: string) =>
      cupsPrinter({ ...settings, queue, name: 'Z', format: 'zpl' }).print(job(Buffer.from('^XA^XZ')), never);
    expect(await print('q')).toMatchObject({ result: 'not-sent', problem: 'paused' });
    expect(await print('nobody')).toMatchObject({ result: 'not-sent', problem: 'away' });
    expect(cups.admin('lpstat', '-W', 'not-completed', '-o')).toBe('');
  });
});
