import { block, rule } from '../layout.ts';
import type { Mark } from '../page.ts';

/** Says that what is printed here is for trying out: its numbers reach nobody. */
export function testMark(x: number, y: number, widthMm: number): Mark[] {
  return [
    rule(x, y, widthMm, 0.5),
    ...block('TEST - NOT FOR SHIPPING', { x, y: y + 0.6, widthMm, lines: 1, sizeMm: 3.2, smallestMm: 2, bold: true })
      .marks,
    rule(x, y + 4.6, widthMm, 0.5),
  ];
}
