import type { View } from '../../../src/shared/views.ts';
import { PRODUCTS } from './random-work.ts';

/**
 * What a worker does who does as the screen says.
 * @param bulk many at once where that is possible, one after the other otherwise.
 */
export function nextStep(view: View, fresh: () => string, bulk: boolean): string {
  switch (view.kind) {
    case 'signin':
      return 'PS:OP:w1';
    case 'home': {
      const [first] = view.put_down;
      if (first !== undefined) return first.order_id;
      if (view.waiting.ship > 0) return 'PS:SHIP';
      if (view.waiting.pack > 0) return 'PS:PACK';
      if (view.waiting.pick > 0) return bulk ? 'PS:PICK:3' : 'PS:PICK';
      return 'PS:HANDOVER:house';
    }
    case 'pick': {
      const [expected] = view.expect;
      if (expected === 'lot') return 'PS:LOT:L1';
      if (expected === 'serial') return `PS:SERIAL:${fresh()}`;
      if (expected === 'tote') return `PS:TOTE:${view.tote ?? `${view.order_id}-0`}`;
      if (expected === 'bin') return view.line?.bin ?? '';
      const product = PRODUCTS.find(({ sku }) => sku === view.line?.sku);
      if (product?.serial === true) return `]C101${product.gtin}21${fresh()}`;
      if (bulk && product?.lot === false && (view.line?.done ?? 0) > 0) return `PS:QTY:${view.line?.quantity ?? 1}`;
      return product?.gtin ?? '';
    }
    case 'putback':
      return (view.bin_confirmed ? view.line?.sku : view.line?.bin) ?? 'PS:DONE';
    case 'pack':
      if (!view.expect.includes('item')) return 'PS:DONE';
      return bulk && view.parcels.length < 3 && view.progress.done === 2 ? 'PS:NEXT' : (view.line?.sku ?? '');
    case 'question':
      return 'PS:REASON:checked';
    case 'ship': {
      const parcel = view.parcels.find(({ number }) => number === view.parcel);
      if (!view.expect.includes('label')) return 'PS:HANDOVER';
      return (bulk ? parcel?.sscc : parcel?.tracking_number) ?? '';
    }
  }
}
