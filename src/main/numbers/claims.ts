// Which computer may issue from which range: a copied folder has the ranges and the ledger of the one it was copied
// from, and would issue the same numbers a second time.
import type { Database } from 'better-sqlite3';
import { isSameMachine, type Machine } from './machine.ts';

/** A range as the settings have it. */
export type Block = {
  /** Form and range in one text: two blocks are one when it is the same. */
  text: string;
  /** Whether somebody wrote down where it begins: then it was given to this station, and not drawn from its UUID. */
  explicit: boolean;
};

/** What is on record of a kind: who issues from which block. */
export type Claim = { machine: Machine; block: string };

/** The kind under which the computer is kept that the folder was first opened on. */
const HOME = '*';

/**
 * Whether this computer may issue from a block.
 *
 * @param home the computer that the folder was first opened on; only there the ranges hold that nobody wrote down
 * @param claim what is on record of the kind, undefined when nothing is
 */
export function mayIssue(home: Machine, claim: Claim | undefined, block: Block, now: Machine): boolean {
  if (claim !== undefined && !isSameMachine(claim.machine, now)) return block.explicit && block.text !== claim.block;
  return block.explicit || isSameMachine(home, now);
}

/** The kinds that this computer may not issue. Reads only. */
export function withheldKinds(db: Database, blocks: ReadonlyMap<string, Block>, now: Machine): Set<string> {
  const claims = readClaims(db);
  const home = claims.get(HOME)?.machine ?? now;
  return new Set(
    [...blocks].filter(([kind, block]) => !mayIssue(home, claims.get(kind), block, now)).map(([kind]) => kind),
  );
}

/** Puts on record what this computer issues from now on; returns the kinds that it may not issue. */
export function claimKinds(db: Database, blocks: ReadonlyMap<string, Block>, now: Machine): Set<string> {
  const put = db.prepare<[string, string, string]>(
    `INSERT INTO number_claims (kind, machine, block) VALUES (?, ?, ?)
     ON CONFLICT (kind) DO UPDATE SET machine = excluded.machine, block = excluded.block
       WHERE machine != excluded.machine OR block != excluded.block`,
  );
  const claim = db.transaction((): Set<string> => {
    const withheld = withheldKinds(db, blocks, now);
    const home = readClaims(db).get(HOME)?.machine ?? now;
    if (isSameMachine(home, now)) put.run(HOME, JSON.stringify(now), '');
    for (const [kind, { text }] of blocks) if (!withheld.has(kind)) put.run(kind, JSON.stringify(now), text);
    return withheld;
  });
  return claim.immediate();
}

function readClaims(db: Database): Map<string, Claim> {
  const rows = db
    .prepare<[], { kind: string; machine: string; block: string }>('SELECT kind, machine, block FROM number_claims')
    .all();
  return new Map(rows.map(({ kind, machine, block }) => [kind, { machine: JSON.parse(machine) as Machine, block }]));
}
