import { gs1CheckDigit } from '../../gs1/check-digit.ts';

/** Something on the shelves of the demo's warehouse, as a worker has it in hand: its codes, its place, its weight. */
export interface Product {
  readonly sku: string;
  readonly productId: string;
  readonly name: string;
  readonly gtin: string;
  readonly bin: string;
  readonly zone: string;
  readonly weightG: number;
  readonly dimensionsMm: readonly [number, number, number];
  /** A carton of it has a barcode of its own. */
  readonly carton: { readonly gtin: string; readonly units: number } | undefined;
  /** Its label says lot and best-before date, and the order wants both known. */
  readonly batch: { readonly lot: string; readonly expiry: string } | undefined;
}

/** GS1's prefix for examples, as if a company had the number 9521234. */
const COMPANY = '9521234';

const checked = (digits: string): string => `${digits}${gs1CheckDigit(digits)}`;

/** Best before the middle of next year, so that the goods of the demo never go off. */
const expiry = `${new Date().getUTCFullYear() + 1}-06-30`;

type Row = readonly [string, string, string, number, readonly [number, number, number], Extra?];
interface Extra {
  readonly carton?: number;
  readonly lot?: string;
}

const ROWS: readonly Row[] = [
  ['A-01-03', 'MUG-BLUE', 'Mug, blue, 330 ml', 350, [120, 85, 95], { carton: 6 }],
  ['A-02-01', 'BOWL-STONE', 'Bowl, stoneware, 16 cm', 520, [160, 160, 70]],
  ['A-04-02', 'PAN-24', 'Frying pan, 24 cm', 1150, [460, 250, 60]],
  ['A-10-01', 'KNIFE-CHEF', 'Chef knife, 20 cm', 240, [340, 60, 30]],
  ['B-01-02', 'TEA-SENCHA', 'Sencha tea, 100 g', 130, [110, 80, 60], { lot: 'S2207' }],
  ['B-02-01', 'COFFEE-ESP', 'Espresso beans, 1 kg', 1030, [260, 140, 80]],
  ['B-03-04', 'HONEY-LIN', 'Linden honey, 500 g', 780, [80, 80, 110], { lot: 'H114' }],
  ['B-05-01', 'CHOC-70', 'Dark chocolate 70 %, 100 g', 108, [160, 80, 10], { carton: 10 }],
  ['C-01-01', 'NOTE-A5', 'Notebook A5, dotted', 310, [210, 148, 18]],
  ['C-02-05', 'PEN-GEL', 'Gel pen, black', 14, [150, 12, 12], { carton: 12 }],
  ['C-03-02', 'LAMP-DESK', 'Desk lamp, folding', 1450, [380, 180, 120]],
  ['C-07-01', 'SOCK-WOOL', 'Wool socks, 39 to 42', 95, [180, 100, 40]],
];

export const PRODUCTS: readonly Product[] = ROWS.map(([bin, sku, name, weightG, dimensionsMm, extra], index) => {
  const body = `${COMPANY}${String(index + 101).padStart(5, '0')}`;
  return {
    sku,
    productId: `p-${index + 11}`,
    name,
    gtin: checked(body),
    bin,
    zone: bin.slice(0, 1),
    weightG,
    dimensionsMm,
    carton: extra?.carton === undefined ? undefined : { gtin: checked(`1${body}`), units: extra.carton },
    batch: extra?.lot === undefined ? undefined : { lot: extra.lot, expiry },
  };
});

export function productBy(key: 'sku' | 'bin', value: string): Product {
  const found = PRODUCTS.find((product) => product[key] === value);
  if (found === undefined) throw new Error(`the demo has no product with the ${key} ${value}`);
  return found;
}

/** The label of a unit as a scanner sends it: GS1-128 with GTIN, best before and lot, or the plain EAN-13. */
export function labelOf({ gtin, batch }: Product): string {
  if (batch === undefined) return gtin;
  return `]C1010${gtin}17${batch.expiry.slice(2).replaceAll('-', '')}10${batch.lot}`;
}

/** The cartons at the packing bench. The same go into the station's settings. */
export const BOXES = [
  { code: 'S', name: 'Small box', inner_mm: [250, 175, 100], max_weight_g: 5000, tare_g: 120 },
  { code: 'M', name: 'Medium box', inner_mm: [350, 250, 200], max_weight_g: 15_000, tare_g: 250 },
  { code: 'L', name: 'Large box', inner_mm: [600, 400, 400], max_weight_g: 31_500, tare_g: 600 },
] as const;
