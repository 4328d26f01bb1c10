import { expect, it } from 'vitest';
import { createService } from '../../src/main/demo/shop/service.ts';
import { placeOrder } from '../../src/main/demo/upstream/shop-events.ts';
import type { OpenStation } from '../../src/main/station/open-station.ts';
import { nextSample, sampleRows } from '../../src/renderer/screens/samples/next-sample.ts';
import { loadSampleShift, sampleShift } from '../../src/main/host/sample-shift.ts';
import { serveStation } from '../support/hosts/served-station.ts';

/** The longest sample order needs fewer; who needs more goes in a circle. */
const MOST_STEPS = 60;

/** Clicks what is shown as next, until so many orders have left. @returns what was clicked, with what was answered. */
function clickThrough(open: OpenStation, orders: number): string[] {
  const samples = sampleShift(open);
  const clicked: string[] = [];
  let view = open.station.view();
  for (let left = 0; left < orders && clicked.length < MOST_STEPS;) {
    const rows = sampleRows(samples.codes());
    const code = rows[nextSample(rows, view)]?.code ?? 'nothing is shown as next';
    const answer = open.station.handle({ scan: code, entry: 'touch' });
    clicked.push(`${code} ${answer.ok ? answer.code : `refused: ${answer.message}`}`);
    if (!answer.ok) break;
    view = answer.view;
    if (answer.code === 'ship.handover.ok') left += 1;
  }
  return clicked;
}

const dispatched = ({ db }: OpenStation): unknown =>
  db.prepare(`SELECT count(*) FROM orders WHERE state = 'dispatched'`).pluck().get();

it('an order of the sample shift is finished on the real station by clicking what is shown as next', () => {
  const { open } = serveStation();
  loadSampleShift(open);
  const clicked = clickThrough(open, 1);
  expect(clicked.at(-1)).toBe('PS:HANDOVER ship.handover.ok');
  expect(dispatched(open)).toBe(1);
});

it('so are the orders of the made-up shop, whose checkouts are spans at the backend', async () => {
  const { open } = serveStation();
  const service = createService('shop', undefined);
  const services = { checkout: service, payment: service, inventory: service };
  const placed = [0, 1, 2].map((index) => placeOrder(services, `UP-${index + 1}`, index, Date.now()));
  open.intake(JSON.stringify(placed.flatMap(({ events }) => events.map(({ event }) => event))), 'urn:test');
  await service.close();
  expect(clickThrough(open, 3).at(-1)).toBe('PS:HANDOVER ship.handover.ok');
  expect(dispatched(open)).toBe(3);
});
