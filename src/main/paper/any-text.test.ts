import { createCanvas, loadImage } from '@napi-rs/canvas';
import { constantFrom, sample } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addresses, hostileAddresses, hostileText, orderIds } from '../../../test/support/paper/addresses.ts';
import { inkOf, layoutFaults } from '../../../test/support/paper/bounds.ts';
import { zxing } from '../../../test/support/paper/decoders.ts';
import { jobs, SENDER, SSCC, TRACKING } from '../../../test/support/paper/samples.ts';
import { zplPictures } from '../../../test/support/paper/zpl-picture.ts';
import { unescaped, zplTokens } from '../../../test/support/paper/zpl-tokens.ts';
import { runs, seed, seedName } from '../../../test/support/station/seed.ts';
import { shippingLabel } from './documents/shipping-label.ts';
import { RESOLUTIONS, toDots, type Dpi } from './draw/dots.ts';
import { toZpl } from './draw/zpl.ts';
import type { Page } from './page.ts';
import { pagesOf, renderJob } from './render.ts';

/** All that a page of ours says to a printer. */
const COMMANDS = new Set(
  '^XA ^CI ^MU ^JM ^PM ^LR ^PW ^LL ^LH ^LS ^LT ^PO ^MN ^FW ^FT ^FO ^A0 ^A ^FH ^FD ^FS ^GF ^GB ^PQ ^XZ'.split(' '),
);

const tests = [false, true];
const some = <T>(from: Parameters<typeof sample<T>>[0], count: number): T[] => sample(from, { seed, numRuns: count });

function labelOf(receiver: object, index: number, orderId = 'ORD-1001', carrier = 'House carrier'): Page {
  return shippingLabel({
    test: tests[index % 2] === true,
    sender: SENDER,
    receiver,
    carrier,
    service: 'standard',
    trackingNumber: TRACKING,
    sscc: SSCC,
    orderId,
    parcel: 1,
    parcels: 2,
    weightG: 1300,
  });
}

/** What of a label is not the label: strange commands, other labels, words that are not on the page. */
function strangeIn(zpl: string, page: Page): string[] {
  const tokens = zplTokens(zpl);
  const texts = new Set(page.marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])));
  const ends = tokens.filter(({ command }) => command === '^XA' || command === '^XZ').map(({ command }) => command);
  return [
    ...tokens.filter(({ command }) => !COMMANDS.has(command)).map(({ command }) => command),
    ...(ends.join(' ') === '^XA ^XZ' && tokens.at(-1)?.command === '^XZ' ? [] : ends),
    ...tokens
      .flatMap(({ command, rest }) => (command === '^FD' ? [unescaped(rest)] : []))
      .filter((text) => !texts.has(text)),
  ];
}

/** How many black dots belong to no mark of the page: what ran out of its own room. */
async function strayInk(picture: Buffer, page: Page, dpi: Dpi): Promise<number> {
  const image = await loadImage(picture);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  context.fillStyle = '#fff';
  for (const mark of page.marks) {
    const { left, top, right, bottom } = inkOf(mark, dpi);
    const [x, y] = [toDots(left, dpi) - 1, toDots(top, dpi) - 1];
    context.fillRect(x, y, toDots(right, dpi) - x + 2, toDots(bottom, dpi) - y + 2);
  }
  const { data } = context.getImageData(0, 0, image.width, image.height);
  let stray = 0;
  for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) stray += 1;
  return stray;
}

const receivers = [...some(addresses, 120), ...some(hostileAddresses, 80)];

describe(`paper for anybody, and against anybody (${seedName})`, () => {
  it('keeps 200 addresses in their room, whatever script they are in', () => {
    for (const [index, receiver] of receivers.entries()) {
      for (const dpi of RESOLUTIONS) expect(layoutFaults(labelOf(receiver, index), dpi, 2)).toEqual([]);
    }
  });

  it('says nothing to the printer but its own commands', () => {
    for (const [index, receiver] of receivers.entries()) {
      const page = labelOf(receiver, index);
      expect(strangeIn(toZpl(page, 203), page)).toEqual([]);
    }
  });

  it('prints them so that barcodes are read and no letter leaves its room', { timeout: 600_000 }, async () => {
    const step = Math.ceil(receivers.length / runs(receivers.length));
    const printed = receivers.entries().filter(([index]) => index % step === 0);
    for (const [index, receiver] of printed) {
      const dpi = RESOLUTIONS[index % 4 < 2 ? 0 : 1];
      const page = labelOf(receiver, index);
      const [picture, ...more] = await zplPictures(toZpl(page, dpi), dpi);
      expect(more).toEqual([]);
      if (picture === undefined) throw new Error('no label came out');
      const texts = (await zxing(picture)).map(({ text }) => text);
      expect(texts.toSorted()).toEqual([`(00)${SSCC}`, `(00)${SSCC}`, TRACKING].toSorted());
      expect(await strayInk(picture, page, dpi)).toBe(0);
    }
  });

  it('keeps every document in its room, whatever its words are', { timeout: 600_000 }, () => {
    const count = runs(200);
    const told = some(hostileAddresses, count).map((receiver, index) => ({
      receiver,
      orderId: some(orderIds, count)[index] ?? 'ORD-1',
      tracking: some(hostileText, count)[index] || TRACKING,
      carrier: some(hostileText, count)[count - index - 1] ?? '',
      itemName: some(hostileText, count)[(index * 7) % count] ?? '',
      bench: some(constantFrom('Bench 2', 'B'.repeat(200), '^XZ'), count)[index] ?? '',
      test: index % 2 === 0,
    }));
    // Every address on every document in a soak; else on one of three, another one for the next address.
    const step = runs(3) === 3 ? 1 : 3;
    for (const [index, each] of told.entries()) {
      for (const [place, job] of Object.values(jobs(each)).entries()) {
        if ((index + place) % step !== 0) continue;
        for (const language of ['zpl', 'pdf'] as const) {
          for (const page of pagesOf(job, language)) expect(layoutFaults(page, 203, 2)).toEqual([]);
        }
        const zpl = Buffer.from(renderJob(job, { language: 'zpl', dpi: 203 })).toString('ascii');
        expect(zplTokens(zpl).filter(({ command }) => !COMMANDS.has(command))).toEqual([]);
      }
    }
  });
});
