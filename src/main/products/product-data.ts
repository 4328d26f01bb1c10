import * as v from 'valibot';
import { code, optional, revision } from '../exchange/fields.ts';
import { goodsFields } from './goods.ts';

/** The data of `product.upserted`: a product as it is from now on, whole. */
export const productData = v.object({
  product_id: code(100),
  revision: optional(revision),
  ...goodsFields,
});

export type Product = v.InferOutput<typeof productData>;

/** Which of two tellings of a product is the later one. */
export interface Told {
  readonly revision: number | null;
  /** When the event says it happened, else when it came; ms since the epoch. */
  readonly timeMs: number;
}

/** Whether what is told now takes the place of what was told before: by revision where both have one, else by time. */
export function isNewer(now: Told, before: Told | undefined): boolean {
  if (before === undefined) return true;
  const haveBoth = now.revision !== null && before.revision !== null;
  if (haveBoth && now.revision !== before.revision) return now.revision > before.revision;
  return now.timeMs >= before.timeMs;
}
