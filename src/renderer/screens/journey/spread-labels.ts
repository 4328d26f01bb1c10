export interface Label {
  /** Where its middle would best be. */
  readonly at: number;
  readonly width: number;
}

export interface SpreadLabel {
  /** Its left edge. */
  readonly x: number;
  readonly row: number;
}

/**
 * Places labels as near to where they belong as they can be without touching each other or leaving the room; in as few
 * rows as that takes. Wider than the room a label cannot be helped.
 *
 * @param labels from left to right
 */
export function spreadLabels(labels: readonly Label[], room: number, gap: number): readonly SpreadLabel[] {
  const rows = rowsFor(labels, room, gap);
  const placed = new Map<Label, SpreadLabel>();
  for (let row = 0; row < rows; row += 1) {
    const inRow = labels.filter((_, index) => index % rows === row);
    for (const [index, x] of pushedApart(inRow, room, gap).entries()) {
      const label = inRow[index];
      if (label !== undefined) placed.set(label, { x, row });
    }
  }
  return labels.map((label) => placed.get(label) ?? { x: 0, row: 0 });
}

function rowsFor(labels: readonly Label[], room: number, gap: number): number {
  for (let rows = 1; rows < labels.length; rows += 1) {
    const widths = labels.reduce<number[]>(
      (all, { width }, index) => all.with(index % rows, (all[index % rows] ?? 0) + width + gap),
      Array.from({ length: rows }, () => -gap),
    );
    if (widths.every((width) => width <= room)) return rows;
  }
  return Math.max(1, labels.length);
}

/** From the left each as far right as it must be, then from the right each as far left as it must be. */
function pushedApart(labels: readonly Label[], room: number, gap: number): number[] {
  const lefts: number[] = [];
  let free = 0;
  for (const { at, width } of labels) {
    const x = Math.max(free, at - width / 2);
    lefts.push(x);
    free = x + width + gap;
  }
  let end = room;
  for (const [index, { width }] of [...labels.entries()].toReversed()) {
    const x = Math.max(0, Math.min(lefts[index] ?? 0, end - width));
    lefts[index] = x;
    end = x - gap;
  }
  return lefts;
}
