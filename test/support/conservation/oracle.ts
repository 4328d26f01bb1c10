import { allArrived } from './all-arrived.ts';
import { batchesHaveSpans } from './batches-have-spans.ts';
import { changesHaveCauses } from './changes-have-causes.ts';
import { eventsInOnce } from './events-in-once.ts';
import { eventsOutOnce } from './events-out-once.ts';
import { figuresAddUp } from './figures-add-up.ts';
import { inputsOnce } from './inputs-once.ts';
import { linksResolve } from './links-resolve.ts';
import { numbersOnce } from './numbers-once.ts';
import { paperOnce } from './paper-once.ts';
import { quantitiesSum } from './quantities-sum.ts';
import { stagesHaveSpans } from './stages-have-spans.ts';
import { statesHaveStages } from './states-have-stages.ts';
import { rowsOf, type Invariant, type Witness } from './witness.ts';

const soundDatabase: Invariant = {
  name: 'the database is sound',
  breaches: ({ db }) => [
    ...rowsOf<{ integrity_check: string }>(db, 'PRAGMA integrity_check').flatMap(({ integrity_check: said }) =>
      said === 'ok' ? [] : [said],
    ),
    ...rowsOf<{ table: string }>(db, 'PRAGMA foreign_key_check').map(
      ({ table }) => `a row of ${table} refers to nothing`,
    ),
  ],
};

const INVARIANTS: readonly Invariant[] = [
  soundDatabase,
  inputsOnce,
  statesHaveStages,
  stagesHaveSpans,
  batchesHaveSpans,
  changesHaveCauses,
  eventsOutOnce,
  eventsInOnce,
  quantitiesSum,
  paperOnce,
  numbersOnce,
  figuresAddUp,
  linksResolve,
  allArrived,
];

/** What the oracle has to say (docs/conservation.md): nothing, or each invariant that is broken with its breaches. */
export function complaints(witness: Witness): Record<string, string[]> {
  return Object.fromEntries(
    INVARIANTS.map(({ name, breaches }) => [name, breaches(witness)] as const).filter(([, found]) => found.length > 0),
  );
}
