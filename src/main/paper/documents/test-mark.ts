import { banner } from '../layout.ts';
import type { Mark } from '../page.ts';

/** Says that what is printed here is for trying out: its numbers reach nobody. */
export const testMark = (x: number, y: number, widthMm: number, heightMm = 5): Mark =>
  banner('TEST – NOT FOR SHIPPING', x, y, widthMm, heightMm);
