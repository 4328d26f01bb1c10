import { firstLight } from './0001-first-light.ts';
import { exportLanes } from './0002-export-lanes.ts';
import { givenUp } from './0003-given-up.ts';
import { numberClaims } from './0004-number-claims.ts';
import { retention } from './0005-retention.ts';
import { indexesForSize } from './0006-indexes-for-size.ts';
import { window } from './0007-window.ts';
import { printQueue } from './0008-print-queue.ts';
import { floor } from './0009-floor.ts';
import { fanOut } from './0010-fan-out.ts';
import { pickBatches } from './0011-pick-batches.ts';
import { products } from './0012-products.ts';
import { people } from './0013-people.ts';
import { carrierLabels } from './0014-carrier-labels.ts';
import { conflicts } from './0015-conflicts.ts';
import { heardClaims } from './0016-heard-claims.ts';
import { alternativeBins } from './0017-alternative-bins.ts';

/** In order; the number of a migration is its place in this list, starting at 1, and is kept in `user_version`. */
export const migrations: readonly string[] = [
  firstLight,
  exportLanes,
  givenUp,
  numberClaims,
  retention,
  indexesForSize,
  window,
  printQueue,
  floor,
  fanOut,
  pickBatches,
  products,
  people,
  carrierLabels,
  conflicts,
  heardClaims,
  alternativeBins,
];
