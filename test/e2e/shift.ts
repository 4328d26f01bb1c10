import { describe, expect, it, onTestFinished } from 'vitest';
import { startReceiver } from '../../src/main/demo/receiver/receiver.ts';
import { auditRows, orderState, rows } from '../support/database.ts';
import { dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn, teas } from '../support/orders.ts';
import { run } from '../support/pickspan.ts';
import { HANG_LIMIT_MS } from '../support/station/seed.ts';
import { auditCount, PATIENT, scanSpanCount, workAt, type StationWindow } from './station-window.ts';

/*
 * What a worker does, with a scanner at a real window: the same for every host. Real are the station with its folder and
 * processes, the page in Chromium, and the receiver of its spans; the scanner's keys are those of its model.
 */

const ROUNDS = process.env['PICKSPAN_SOAK'] === undefined ? 10 : 100;

export function describeShift(name: string, open: (folder: string) => Promise<StationWindow>, isThere: boolean): void {
  describe.skipIf(!isThere)(`a shift ${name}`, () => {
    it('is worked with the scanner, whatever goes wrong meanwhile', async () => {
      const { receiver, network } = await receiverBehindNetwork();
      const folder = dataFolderWith({ station: { id: 'bench-1' }, telemetry: { endpoint: receiver.url } });
      await takeIn(folder, orderCreated('ORD-1', [mugs(2), teas(1)]));
      const window = await open(folder);
      let worker = await workAt(folder, await window.page());

      expect((await worker.scan('PS:OP:w1')).code).toBe('signin.ok');
      expect(await worker.tap('Pick')).toBe('pick.opened');
      expect(await worker.scanAll(GTIN.mug, 'B-02-01', 'A-01-03')).toEqual([
        'pick.bin.first',
        'pick.bin.wrong',
        'pick.bin.ok',
      ]);
      expect(
        await worker.scanAll(
          GTIN.jam,
          GTIN.mug.replace(/.$/, (last) => String((Number(last) + 1) % 10)),
        ),
      ).toEqual(['pick.item.wrong', 'scan.malformed']);
      await worker.send(GTIN.mug, { terminator: undefined });
      await worker.page.locator('.answer[data-sound=error]', { hasText: 'Scan was cut off. Scan again.' }).waitFor();
      // What was broken off is over at the next terminator.
      await worker.sendSoonAfter(GTIN.mug);
      await worker.page.locator('.answer', { hasText: 'may be the rest' }).waitFor();
      expect((await worker.scan(GTIN.mug)).code).toBe('pick.item.ok');

      network.isThere = false;
      await expect.poll(() => scanSpanCount(folder), PATIENT).toBe(auditCount(folder));
      worker = await workAt(folder, await window.crash());
      await worker.page.locator('.count', { hasText: '1' }).waitFor();
      expect(await worker.scanAll('PS:QTY:2', 'PS:DONE', 'B-02-01', GTIN.tea)).toEqual([
        'pick.line.done',
        'pick.incomplete',
        'pick.bin.ok',
        'pick.done',
      ]);

      expect(await worker.scanAll('ORD-1', GTIN.mug, 'PS:NEXT', GTIN.jam, GTIN.mug, GTIN.mug, GTIN.tea)).toEqual([
        'pack.opened',
        'pack.item.ok',
        'pack.parcel.done',
        'pack.item.wrong',
        'pack.item.ok',
        'pack.item.over',
        'pack.item.ok',
      ]);
      expect(await worker.scanAll('PS:WEIGHT:5000', 'PS:DONE', 'PS:REASON:checked', 'PS:DONE')).toEqual([
        'pack.weight.discrepancy',
        'pack.reason.needed',
        'pack.weight.ok',
        'pack.done',
      ]);

      const [first, second] = rows<{ sscc: string; tracking_number: string }>(
        folder,
        `SELECT sscc, tracking_number FROM parcels ORDER BY number`,
      );
      if (first === undefined || second === undefined) throw new Error('there are no two parcels');
      expect(await worker.scanAll(first.sscc, second.tracking_number, first.tracking_number, 'PS:HANDOVER')).toEqual([
        'ship.opened',
        'ship.label.wrong',
        'ship.label.ok',
        'ship.handover.ok',
      ]);
      expect(await worker.scanAll(`00${second.sscc}`, second.tracking_number, 'PS:HANDOVER')).toEqual([
        'ship.opened',
        'ship.label.ok',
        'ship.handover.ok',
      ]);
      expect(orderState(folder, 'ORD-1')).toBe('dispatched');
      expect(receiver.spans().map((span) => span.name)).not.toContain('shipping.dispatch');

      network.isThere = true;
      await expect.poll(() => scanSpanCount(folder), PATIENT).toBe(auditCount(folder));
      expect(await run(folder, ['sync'])).toMatchObject({ code: 0, stderr: '' });
      const sent = receiver.spans();
      const scans = sent.filter((span) => span.name === 'station.scan');
      expect(scans.map((span) => JSON.stringify(span.attributes['scan.outcome'])).toSorted()).toEqual(
        auditRows(folder)
          .map(({ code }) => JSON.stringify(code))
          .toSorted(),
      );
      // Keys that are made up are stamped ahead of their time, and answered before it has come; a tap is not.
      const tap = scans.find(({ attributes }) => attributes['scan.entry'] === 'touch');
      expect(tap?.attributes).toMatchObject({ 'scan.outcome': 'pick.opened', 'scan.symbology': '', 'scan.length': 7 });
      expect(Number(tap?.attributes['scan.latency_ms'])).toBeGreaterThan(0);
      expect(scans.filter(({ attributes }) => attributes['scan.entry'] === 'scan')).toHaveLength(scans.length - 1);
      for (const { startNs, endNs } of scans) expect(endNs).toBeGreaterThanOrEqual(startNs);
      expect(tap?.endNs).toBeGreaterThan(tap?.startNs ?? 0n);
      const known = new Set(scans.map(({ traceId, spanId }) => `${traceId}:${spanId}`));
      const items = sent.filter((span) => span.name === 'warehouse.pick_item');
      const linked = items.map(({ links }) => links.filter(({ attributes }) => attributes['link.stage'] === 'scan'));
      // Bin, item and count; bin and item.
      expect(linked.map((links) => links.length)).toEqual([3, 2]);
      for (const { traceId, spanId } of linked.flat()) expect(known).toContain(`${traceId}:${spanId}`);
      expect(receiver.problems).toEqual([]);
    });

    it(
      `has an outcome for each of ten scans in two seconds, ${ROUNDS} times, wherever the focus is`,
      async () => {
        const folder = dataFolderWith({ station: { id: 'bench-1' } });
        const worker = await workAt(folder, await (await open(folder)).page());
        const { page } = worker;
        await worker.scan('PS:OP:w1');
        const focuses: (() => Promise<void>)[] = [
          () => page.locator('body').focus(),
          () => page.locator('nav').getByText('More').focus(),
          async () => {
            await page.locator('nav').getByText('Type code').click();
            await page.locator('dialog input').focus();
          },
          async () => {
            await page.locator('nav').getByText('More').click();
            await page.locator('dialog button').last().focus();
          },
          async () => {
            await page.evaluate(() => window.dispatchEvent(new Event('blur')));
            await page.locator('.shell[data-listening=false]').waitFor();
            await page.evaluate(() => window.dispatchEvent(new Event('focus')));
            await page.locator('.shell[data-listening=true]').waitFor();
          },
        ];
        for (let round = 0; round < ROUNDS; round += 1) {
          const before = auditCount(folder);
          const texts = Array.from({ length: 10 }, (_, at) => `Q-${round}-${at}`);
          await focuses[round % focuses.length]?.();
          await worker.sendInARow(texts);
          await expect.poll(() => auditCount(folder), PATIENT).toBe(before + 10);
          expect(
            auditRows(folder)
              .slice(before)
              .map(({ scan, code }) => `${scan} ${code}`),
          ).toEqual(texts.map((text) => `${text} scan.unknown`));
          await page.locator('.answer', { hasText: texts.at(-1) ?? '' }).waitFor();
          expect(await page.locator('dialog').count()).toBe(0);
        }
      },
      HANG_LIMIT_MS,
    );
  });
}

/** A receiver, and the network before it: without it every connection is cut. */
async function receiverBehindNetwork() {
  const network = { isThere: true };
  const receiver = await startReceiver({
    respond: () => (network.isThere ? undefined : { destroy: 'before' }),
  });
  onTestFinished(() => receiver.close());
  return { receiver, network };
}
