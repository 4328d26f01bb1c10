import { expect, it } from 'vitest';
import { nextSample, sampleRows } from '../../src/renderer/screens/samples/next-sample.ts';
import { loadSampleShift, sampleShift } from '../../src/main/host/sample-shift.ts';
import { serveStation } from '../support/hosts/served-station.ts';

/** The longest sample order needs fewer; who needs more goes in a circle. */
const MOST_STEPS = 60;

it('an order of the sample shift is finished on the real station by clicking what is shown as next', () => {
  const { open } = serveStation();
  loadSampleShift(open);
  const samples = sampleShift(open);
  const clicked: string[] = [];
  let view = open.station.view();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const rows = sampleRows(samples.codes());
    const code = rows[nextSample(rows, view)]?.code ?? 'nothing is shown as next';
    const answer = open.station.handle({ scan: code, entry: 'touch' });
    clicked.push(`${code} ${answer.ok ? answer.code : `refused: ${answer.message}`}`);
    if (!answer.ok) break;
    view = answer.view;
    if (answer.code === 'ship.handover.ok') break;
  }
  expect(clicked.at(-1)).toBe('PS:HANDOVER ship.handover.ok');
  expect(open.db.prepare(`SELECT count(*) AS n FROM orders WHERE state = 'dispatched'`).get()).toEqual({ n: 1 });
});
