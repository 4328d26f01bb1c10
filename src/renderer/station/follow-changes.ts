import type { Change, Reply, Snapshot } from '../../shared/contract.ts';

/**
 * Makes a row of changes without gaps from one that may have some. Until the first snapshot, and from a missing number
 * to the next snapshot, changes are kept; what the snapshot holds already is left out.
 */
export function followChanges(options: {
  readonly snapshot: () => Promise<Reply<Snapshot>>;
  readonly tell: (change: Change) => void;
}) {
  const { snapshot, tell } = options;
  let last: number | undefined;
  let catching = false;
  let kept: Change[] = [];

  async function read(): Promise<void> {
    const reply = await snapshot();
    catching = false;
    // Away again: the wire says when it is back, and then this begins anew.
    if (!reply.ok) return;
    const { sequence, view, facts, preferences } = reply.result;
    last = sequence;
    tell({ sequence, view, facts, preferences });
    const later = kept.filter((change) => change.sequence > sequence);
    kept = [];
    for (const each of later) change(each);
  }

  function catchUp(): void {
    if (catching) return;
    catching = true;
    last = undefined;
    void read();
  }

  function change(change: Change): void {
    if (catching) kept.push(change);
    else if (last === undefined || change.sequence > last + 1) {
      kept.push(change);
      catchUp();
    } else if (change.sequence > last) {
      last = change.sequence;
      tell(change);
    }
  }

  return { change, catchUp };
}
