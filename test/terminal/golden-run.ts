import type { Answer } from '../../src/shared/answers.ts';
import type { ParcelView } from '../../src/shared/views.ts';
import { dataFolderWith } from '../support/folder.ts';
import { GTIN, mugs, orderCreated, takeIn, teas } from '../support/orders.ts';
import { startTerminal, type Ready } from '../support/pickspan.ts';
import { parcelsOf } from '../support/shift.ts';

export interface GoldenRun {
  readonly folder: string;
  readonly ready: Ready;
  readonly pid: number | undefined;
  readonly answers: readonly Answer[];
  /** The parcel as the answer to PS:DONE at the packing bench shows it. */
  readonly parcel: ParcelView;
  readonly exit: number | null;
}

/** Plays the golden run of docs/interfaces.md to its end, at a station called bench-1. */
export async function playGoldenRun(): Promise<GoldenRun> {
  const folder = dataFolderWith({ station: { id: 'bench-1' } });
  await takeIn(folder, orderCreated('ORD-1', [mugs(2), teas(1)], { placed_at: '2026-01-02T03:04:05Z' }));
  const terminal = await startTerminal(folder);
  const answers: Answer[] = [];
  const pick = ['PS:OP:w1', 'PS:PICK', GTIN.mug, 'B-02-01', 'A-01-03', GTIN.mug, 'PS:QTY:2', 'B-02-01', GTIN.tea];
  const pack = ['ORD-1', GTIN.mug, GTIN.mug, GTIN.tea, 'PS:WEIGHT:1300', 'PS:DONE'];
  for (const scan of [...pick, ...pack]) answers.push(await terminal.send(scan));
  const [parcel] = parcelsOf(answers.at(-1));
  if (typeof parcel?.sscc !== 'string' || parcel.tracking_number === null) throw new Error('the parcel has no numbers');
  for (const scan of [parcel.sscc, parcel.tracking_number, 'PS:HANDOVER']) answers.push(await terminal.send(scan));
  return { folder, ready: terminal.ready, pid: terminal.pid, answers, parcel, exit: await terminal.close() };
}
